package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** Nothing is given out by any of its parts for the time being. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingGroupSuspended(Who by, String reason) implements SharingGroupEvent {}
