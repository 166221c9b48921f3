package org.basedata.registry.projections.reconciliation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many cases there are by kind: exact up to {@link #MOST} cases; where there are more, {@link #total}
 * is one more than that, and every other number is at least so large.
 */
public final class CaseCounts {
    public static final int MOST = 10_000;

    private final SortedMap<String, Integer> severities = new TreeMap<>();
    private final SortedMap<String, Integer> states = new TreeMap<>();
    private final SortedMap<String, Integer> items = new TreeMap<>();
    private final SortedMap<String, Integer> sources = new TreeMap<>();
    private int total;
    private int overdue;
    private int atRisk;

    CaseCounts() {}

    void add(
            boolean isOverdue,
            boolean isAtRisk,
            String severity,
            String state,
            List<String> itemsInDoubt,
            List<String> concerned,
            int cases) {
        total += cases;
        if (isOverdue) overdue += cases;
        if (isAtRisk) atRisk += cases;
        severities.merge(severity, cases, Integer::sum);
        states.merge(state, cases, Integer::sum);
        itemsInDoubt.forEach(item -> items.merge(item, cases, Integer::sum));
        concerned.forEach(source -> sources.merge(source, cases, Integer::sum));
    }

    public int total() {
        return total;
    }

    /** Those whose last day is over. */
    public int overdue() {
        return overdue;
    }

    /** Those whose last day is near. */
    public int atRisk() {
        return atRisk;
    }

    public SortedMap<String, Integer> severities() {
        return Collections.unmodifiableSortedMap(severities);
    }

    public SortedMap<String, Integer> states() {
        return Collections.unmodifiableSortedMap(states);
    }

    public SortedMap<String, Integer> items() {
        return Collections.unmodifiableSortedMap(items);
    }

    public SortedMap<String, Integer> sources() {
        return Collections.unmodifiableSortedMap(sources);
    }
}
