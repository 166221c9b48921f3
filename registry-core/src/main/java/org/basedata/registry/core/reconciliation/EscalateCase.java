package org.basedata.registry.core.reconciliation;

/**
 * Ask the authority above to coordinate, or the one above that.
 *
 * @param to whom, in words
 */
public record EscalateCase(CaseId id, long expected, String to, String reason) implements CaseCommand.OnCase {}
