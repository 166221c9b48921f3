package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** A member's information officer consents to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupProlongationConsented(Who by, String reason, String member) implements SharingGroupEvent {}
