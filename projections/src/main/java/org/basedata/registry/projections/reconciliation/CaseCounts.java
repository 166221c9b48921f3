package org.basedata.registry.projections.reconciliation;

import java.util.SortedMap;

/**
 * How many cases there are, each number counted up to a limit: one above {@link #MOST} means more than that.
 *
 * @param total of all that the filter lets through
 * @param overdue of these, those whose last day is over
 * @param atRisk of these, those whose last day is near
 */
public record CaseCounts(
        int total,
        int overdue,
        int atRisk,
        SortedMap<String, Integer> severities,
        SortedMap<String, Integer> states,
        SortedMap<String, Integer> items,
        SortedMap<String, Integer> sources) {
    public static final int MOST = 1_000;
}
