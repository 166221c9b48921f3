package org.basedata.registry.core.reconciliation;

import java.util.UUID;

/** Revoke a decision that the case took, also after it was closed; see {@link ReconciliationCase#decisions}. */
public record TakeBackDecision(CaseId id, long expected, UUID decision, String reason) implements CaseCommand.OnCase {}
