package org.basedata.registry.importers.file;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;

/**
 * How far a file is, as far as it is durable.
 *
 * @param rows rows dealt with; the next run skips as many
 * @param bytes of the file that these rows and the header took
 * @param refusedByCode fault code to refused rows that have it; a row with two faults counts under both
 * @param warnedByCode warning code to rows that were taken with it
 */
record Checkpoint(
        long rows,
        long bytes,
        long accepted,
        long unchanged,
        long refused,
        SortedMap<String, Long> refusedByCode,
        SortedMap<String, Long> warnedByCode) {
    static final Checkpoint START =
            new Checkpoint(0, 0, 0, 0, 0, Collections.emptySortedMap(), Collections.emptySortedMap());

    Checkpoint {
        refusedByCode = Collections.unmodifiableSortedMap(new TreeMap<>(refusedByCode));
        warnedByCode = Collections.unmodifiableSortedMap(new TreeMap<>(warnedByCode));
        if (rows != accepted + unchanged + refused)
            throw new IllegalArgumentException(rows + " rows are not " + accepted + " accepted, " + unchanged
                    + " unchanged and " + refused + " refused");
    }

    /** The next checkpoint, behind these outcomes of the rows that follow. */
    Checkpoint after(long bytesNow, List<RecordOutcome> outcomes) {
        return after(bytesNow, 0, outcomes);
    }

    /** @param known rows among those that follow that are unchanged without having an outcome of their own */
    Checkpoint after(long bytesNow, long known, List<RecordOutcome> outcomes) {
        TreeMap<String, Long> refusedNow = new TreeMap<>(refusedByCode);
        TreeMap<String, Long> warnedNow = new TreeMap<>(warnedByCode);
        long[] kinds = new long[RecordOutcome.Kind.values().length];
        for (RecordOutcome outcome : outcomes) {
            kinds[outcome.outcome().ordinal()]++;
            count(outcome.faults(), refusedNow);
            count(outcome.warnings(), warnedNow);
        }
        return new Checkpoint(
                rows + known + outcomes.size(),
                bytesNow,
                accepted + kinds[RecordOutcome.Kind.ACCEPTED.ordinal()],
                unchanged + known + kinds[RecordOutcome.Kind.UNCHANGED.ordinal()],
                refused + kinds[RecordOutcome.Kind.REFUSED.ordinal()],
                refusedNow,
                warnedNow);
    }

    private static void count(List<Fault> faults, Map<String, Long> byCode) {
        if (faults.isEmpty()) return;
        faults.stream().map(Fault::code).distinct().forEach(code -> byCode.merge(code, 1L, Long::sum));
    }

    DeliveryCompleted.Counts counts() {
        return new DeliveryCompleted.Counts(rows, accepted, unchanged, refused);
    }
}
