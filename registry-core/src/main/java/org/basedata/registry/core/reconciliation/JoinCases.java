package org.basedata.registry.core.reconciliation;

/**
 * Let a case, whose subject was found to be another one, go on as the case of that one.
 *
 * @param into the case that goes on
 */
public record JoinCases(CaseId id, long expected, CaseId into, String reason) implements CaseCommand.OnCase {}
