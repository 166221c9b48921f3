package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** The applicant's own department does not consent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingDeclined(Who by, String reason) implements SharingEvent {}
