package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** A confidentiality agreement does not hold any more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfidentialityEnded(Who by, String department, String reference, String reason) implements MemberEvent {}
