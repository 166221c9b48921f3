package org.basedata.registry.api.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.SortedMap;
import org.basedata.registry.projections.reconciliation.CaseCounts;

/** A page of cases. */
@Schema(name = "Cases", description = "工单列表 / a page of cases")
@JsonInclude(JsonInclude.Include.ALWAYS)
record CasesAnswer(
        List<CaseAnswer> results,

        @Schema(description = "Only with counts=true") @JsonInclude(JsonInclude.Include.NON_NULL)
        Counts counts,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {
    @Schema(
            name = "CaseCounts",
            description =
                    "按类计数,最多数 most 件;total 大于 most 时各数为下限 / counts by kind, of `most` cases at most; where `total` is above that, there"
                            + " are more, and every number is at least so large")
    record Counts(
            @Schema(description = "Up to how many cases are counted", example = "10000")
            int most,

            @Schema(description = "All that the filters let through", example = "10001")
            int total,

            @Schema(description = "Those whose last day is over", example = "12")
            int overdue,

            @Schema(description = "Those whose last day is near", example = "40")
            int atRisk,

            @Schema(description = "By severity") SortedMap<String, Integer> severity,
            @Schema(description = "By state") SortedMap<String, Integer> state,
            @Schema(description = "By item in doubt") SortedMap<String, Integer> item,
            @Schema(description = "By source") SortedMap<String, Integer> source) {
        static Counts of(CaseCounts counts) {
            return new Counts(
                    CaseCounts.MOST,
                    counts.total(),
                    counts.overdue(),
                    counts.atRisk(),
                    counts.severities(),
                    counts.states(),
                    counts.items(),
                    counts.sources());
        }
    }
}
