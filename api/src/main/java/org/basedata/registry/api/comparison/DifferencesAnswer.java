package org.basedata.registry.api.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.fault.Fault;

/** Rows that are not the same. */
@Schema(name = "Differences", description = "与登记不一致的行,按名单顺序 / rows that are not the same, in the order of the list")
public record DifferencesAnswer(List<Row> results, String next) {

    /** One of them. */
    @Schema(name = "DifferingRow", description = "名单中的一行 / a row of the list")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Row(
            long row, long line, String outcome, String id, String ref, Map<String, Item> items, List<Fault> faults) {

        static Row of(ComparedRow row, ComparisonWanted wanted, Map<String, String> doubts) {
            Map<String, Item> items = new LinkedHashMap<>();
            row.findings()
                    .forEach((item, finding) -> items.put(
                            item,
                            new Item(
                                    finding.verdict(),
                                    Results.own(row, item, wanted),
                                    finding.value(),
                                    finding.status(),
                                    doubts.get(item))));
            int idColumn = wanted.columns().indexOf(wanted.idColumn());
            return new Row(
                    row.number(),
                    row.line(),
                    row.outcome().name(),
                    row.asked() == null || idColumn >= row.cells().size()
                            ? null
                            : row.cells().get(idColumn),
                    row.subject() == null ? null : row.subject().toString(),
                    items,
                    row.faults());
        }
    }

    /** An item of it. */
    @Schema(name = "DifferingItem", description = "一个数据项的比对结果 / what came of a value")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(String verdict, String own, String value, String status, String doubt) {}
}
