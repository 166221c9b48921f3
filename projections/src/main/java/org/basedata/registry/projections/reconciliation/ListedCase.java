package org.basedata.registry.projections.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseCause;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.CaseState;

/**
 * A case as the queue shows it.
 *
 * @param version sequence of its last step
 * @param sources with competing values, now or before, and those that were asked
 * @param division null when nobody says
 * @param assignee sign-in name; null while nobody has taken it
 * @param waitingFor sources that were asked and have not answered
 * @param reporters departments whose doubts it looks into
 * @param escalated 0, 1 for the authority, 2 for the government
 * @param closedAt null while it is open
 * @param outcome likewise
 */
public record ListedCase(
        CaseId id,
        long version,
        String number,
        SubjectId subject,
        CaseCause cause,
        CaseState state,
        Severity severity,
        List<String> items,
        List<String> sources,
        String division,
        int conflicts,
        Instant openedAt,
        LocalDate due,
        String assignee,
        List<String> waitingFor,
        List<String> reporters,
        int escalated,
        Instant closedAt,
        CaseOutcome outcome) {}
