package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** The applicant takes the application back before it is in force. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingWithdrawn(Who by, String reason) implements SharingEvent {}
