package org.basedata.registry.projections.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.SharingGroupState;

/**
 * A group for a special use as lists show it.
 *
 * @param state as it is today
 * @param waitingFor codes of members whose consent to some part is waited for
 * @param prolongationFor codes of members whose consent to a longer term is waited for
 * @param consentDue null when no consent to a part is waited for
 * @param until first day after the last
 */
public record ListedSharingGroup(
        long version,
        String code,
        String name,
        String lead,
        SharingGroupState state,
        List<String> members,
        List<String> waitingFor,
        List<String> prolongationFor,
        LocalDate consentDue,
        ExchangeCycle cycle,
        Instant foundedAt,
        LocalDate from,
        LocalDate until,
        boolean filed) {
    public boolean isLate(LocalDate today) {
        return !state.isOver() && consentDue != null && consentDue.isBefore(today);
    }
}
