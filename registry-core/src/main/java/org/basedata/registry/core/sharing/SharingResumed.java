package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** It is in force again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingResumed(Who by, String reason) implements SharingEvent {}
