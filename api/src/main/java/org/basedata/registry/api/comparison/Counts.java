package org.basedata.registry.api.comparison;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.api.subject.ListComparing;

/** How many rows came out how, and how many values of each item. */
@Schema(name = "ComparisonCounts", description = "按结果计的行数,按数据项和结论计的值数 / rows by outcome, values by item and verdict")
public record Counts(Map<String, Long> outcomes, Map<String, Map<String, Long>> items) {
    static Counts none() {
        return new Counts(new TreeMap<>(), new TreeMap<>());
    }

    void add(ComparedRow row) {
        outcomes.merge(row.outcome().name(), 1L, Long::sum);
        row.findings().forEach((item, finding) -> items.computeIfAbsent(item, each -> new TreeMap<>())
                .merge(finding.verdict(), 1L, Long::sum));
    }

    long of(ListComparing.Outcome outcome) {
        return outcomes.getOrDefault(outcome.name(), 0L);
    }
}
