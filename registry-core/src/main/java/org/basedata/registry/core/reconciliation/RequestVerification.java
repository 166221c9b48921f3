package org.basedata.registry.core.reconciliation;

import java.time.LocalDate;
import java.util.List;

/**
 * Ask sources.
 *
 * @param items that the question is about; empty for all of the case
 * @param due last day for the answer; null for the day on which the case is due
 */
public record RequestVerification(
        CaseId id, long expected, List<String> sources, String question, List<String> items, LocalDate due)
        implements CaseCommand.OnCase {
    public RequestVerification {
        sources = List.copyOf(sources);
        items = List.copyOf(items);
    }
}
