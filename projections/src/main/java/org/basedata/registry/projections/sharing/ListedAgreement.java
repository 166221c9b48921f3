package org.basedata.registry.projections.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.AgreementState;

/**
 * An agreement as lists show it.
 *
 * @param state as it is today
 * @param waitingFor codes of providers that have not answered for all their items
 * @param answerDue null when no answer is waited for
 * @param settleDue null when there is no dispute
 * @param accessDue last day by which what was granted is shared; null when nothing is
 * @param until first day after the last
 */
public record ListedAgreement(
        AgreementId id,
        long version,
        String number,
        String department,
        String purpose,
        SubjectType type,
        AgreementState state,
        String requestedBy,
        Instant requestedAt,
        List<String> items,
        List<String> providers,
        List<String> waitingFor,
        List<String> wideningFor,
        LocalDate answerDue,
        LocalDate settleDue,
        LocalDate accessDue,
        LocalDate from,
        LocalDate until,
        boolean filed,
        boolean disposed) {
    public boolean isLate(LocalDate today) {
        return answerDue != null && answerDue.isBefore(today) || settleDue != null && settleDue.isBefore(today);
    }
}
