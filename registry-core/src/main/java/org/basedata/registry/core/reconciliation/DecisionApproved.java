package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A second person approved; what was proposed is in force. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionApproved(Who by, String reason, int proposal) implements CaseEvent {}
