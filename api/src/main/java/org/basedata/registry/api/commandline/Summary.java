package org.basedata.registry.api.commandline;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.delivery.DeliveryCompleted.Counts;

/** What a demonstration loaded and what came of it. */
final class Summary {
    private final SortedMap<String, Long> recordsBySource = new TreeMap<>();
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> conflicts = new TreeMap<>();
    private long records;
    private long accepted;
    private long unchanged;
    private long refusedRecords;
    private long acts;
    private double seconds;

    void add(String source, FileOutcome outcome) {
        Counts counts = outcome.counts();
        records += counts.received();
        accepted += counts.accepted();
        unchanged += counts.unchanged();
        refusedRecords += counts.refused();
        seconds += outcome.seconds();
        recordsBySource.merge(source, counts.received(), Long::sum);
        outcome.refusedByCode().forEach((code, rows) -> refused.merge(code, rows, Long::sum));
    }

    /** @param taken acts about identity that were taken */
    void addActs(int taken) {
        acts += taken;
    }

    void addConflict(String item, String severity) {
        conflicts.computeIfAbsent(item, code -> new TreeMap<>()).merge(severity, 1L, Long::sum);
    }

    /** As {@code --summary-file} has it. */
    @JsonPropertyOrder({"records", "accepted", "unchanged", "refused", "conflicts", "acts", "seconds"})
    record Written(
            long records,
            long accepted,
            long unchanged,
            Map<String, Long> refused,
            Map<String, SortedMap<String, Long>> conflicts,
            long acts,
            double seconds,
            long refusedRecords,
            Map<String, Long> recordsBySource) {}

    Written written() {
        return new Written(
                records,
                accepted,
                unchanged,
                refused,
                conflicts,
                acts,
                Math.round(seconds * 1_000) / 1_000d,
                refusedRecords,
                recordsBySource);
    }

    void print(PrintWriter out) {
        out.println();
        out.println("各部门记录 / records by source");
        recordsBySource.forEach((source, rows) -> out.printf(Locale.ROOT, "  %-6s %,12d%n", source, rows));
        out.printf(
                Locale.ROOT,
                "合计/total %,d = 接受/accepted %,d + 未变/unchanged %,d + 拒绝/refused %,d%n",
                records,
                accepted,
                unchanged,
                refusedRecords);
        out.println("拒绝原因 / refused by code");
        refused.forEach((code, rows) -> out.printf(Locale.ROOT, "  %-28s %,8d%n", code, rows));
        out.println("待处理的冲突 / open conflicts by item and severity");
        conflicts.forEach((item, bySeverity) -> bySeverity.forEach(
                (severity, count) -> out.printf(Locale.ROOT, "  %-28s %-10s %,8d%n", item, severity, count)));
        out.printf(Locale.ROOT, "用时/time %.1f s, %,.0f 条/s%n", seconds, seconds <= 0 ? 0 : records / seconds);
    }
}
