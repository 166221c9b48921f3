package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** It goes on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingGroupResumed(Who by, String reason) implements SharingGroupEvent {}
