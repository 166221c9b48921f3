package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A second person did not approve; nothing of what was proposed is done. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionRejected(Who by, String reason, int proposal) implements CaseEvent {}
