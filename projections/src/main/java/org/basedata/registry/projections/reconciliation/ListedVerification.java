package org.basedata.registry.projections.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.Verdict;

/**
 * What a source was asked.
 *
 * @param number of the request within the case
 * @param answeredAt null while there is no answer
 * @param verdict likewise
 * @param lapsed whether the case was closed without an answer
 * @param closedAt when the case was closed; null while it is open
 * @param outcome of the case, likewise
 */
public record ListedVerification(
        CaseId caseId,
        String caseNumber,
        long caseVersion,
        int number,
        String source,
        SubjectId subject,
        List<String> items,
        String question,
        Instant askedAt,
        LocalDate due,
        Instant answeredAt,
        Verdict verdict,
        boolean lapsed,
        Instant closedAt,
        CaseOutcome outcome) {}
