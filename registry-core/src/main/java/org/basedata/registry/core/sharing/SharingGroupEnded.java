package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** It ended before its day, with all its parts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingGroupEnded(Who by, String reason) implements SharingGroupEvent {}
