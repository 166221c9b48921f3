package org.basedata.registry.core.reconciliation;

/** Let the case take longer, by 10 working days at most in all. */
public record ExtendCase(CaseId id, long expected, int workingDays, String consentedBy, String reason)
        implements CaseCommand.OnCase {}
