package org.basedata.registry.api.workbench;

import java.time.LocalDate;
import org.basedata.registry.core.calendar.DueState;
import org.basedata.registry.core.calendar.WorkingDays;

/**
 * By when something is due, and what that means today.
 *
 * @param left in words: how many working days are left, or over
 */
public record Due(String day, String state, String left) {
    static Due of(LocalDate due, LocalDate today, WorkingDays days, int atRisk, Words words) {
        DueState state = days.state(due, today, atRisk);
        int left = days.between(today, due);
        String told =
                switch (state) {
                    case OVERDUE -> left == 0 ? words.of("due.over") : words.of("due.late", -left);
                    default -> due.equals(today) ? words.of("due.today") : words.of("due.left", left);
                };
        return new Due(due.toString(), state.name(), told);
    }
}
