package org.basedata.registry.core.reconciliation;

/** Do not approve what was proposed. */
public record RejectDecision(CaseId id, long expected, String reason) implements CaseCommand.OnCase {}
