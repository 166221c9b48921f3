package org.basedata.registry.projections.reconciliation;

import java.time.LocalDate;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseState;

/**
 * Which cases to list; null means any. All that are given must hold.
 *
 * @param source with a competing value, or that was asked
 * @param division beginning of the code of where the subject lives or is registered
 * @param openedFrom first day on which it was opened
 * @param openedTo first day after those on which it was opened
 * @param dueFrom first day of those on which it is due
 * @param dueBefore first day after those on which it is due
 * @param state null for all that are not closed
 * @param reporter department whose doubt it looks into
 * @param shape of at least one of its conflicts
 */
public record CaseFilter(
        String item,
        String source,
        Severity severity,
        String division,
        LocalDate openedFrom,
        LocalDate openedTo,
        LocalDate dueFrom,
        LocalDate dueBefore,
        CaseState state,
        String assignee,
        String reporter,
        SubjectId subject,
        Shape shape) {
    public CaseFilter {
        if (division != null && !division.matches("[0-9]{1,12}"))
            throw new IllegalArgumentException("the beginning of a division code has digits only");
    }

    /** All that are not closed. */
    public static final CaseFilter OPEN =
            new CaseFilter(null, null, null, null, null, null, null, null, null, null, null, null, null);
}
