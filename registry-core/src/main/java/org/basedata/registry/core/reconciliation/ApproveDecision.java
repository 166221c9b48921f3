package org.basedata.registry.core.reconciliation;

/** Approve what somebody else has proposed. */
public record ApproveDecision(CaseId id, long expected, String reason) implements CaseCommand.OnCase {}
