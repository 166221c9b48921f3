package org.basedata.registry.core.reconciliation;

/**
 * Take a case, or give it to somebody.
 *
 * @param assignee sign-in name; null for the person who orders it
 * @param assigneePerson the name of that person
 */
public record AssignCase(CaseId id, long expected, String assignee, String assigneePerson, String reason)
        implements CaseCommand.OnCase {}
