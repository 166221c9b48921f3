package org.basedata.registry.api.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.projections.reconciliation.ListedVerification;

/** What a source was asked. */
@Schema(name = "Verifications", description = "核实请求列表 / a page of requests for verification")
@JsonInclude(JsonInclude.Include.ALWAYS)
record InboxAnswer(
        List<Entry> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {
    @Schema(name = "Verification", description = "核实请求、答复与工单结果 / a request, its answer, and how the case ended")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            @JsonProperty("case") @Schema(description = "Number of the case", example = "C-000017")
            String file,

            @Schema(description = "Version of the case, for If-Match", example = "3")
            long caseVersion,

            @Schema(description = "Number of the request within the case", example = "1")
            int request,

            @Schema(description = "Code of the source that was asked", example = "MZ")
            String source,

            @Schema(description = "Reference of the subject", example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
            String ref,

            @Schema(description = "Items that it is about; empty for all of the case")
            List<String> items,

            @Schema(description = "What is asked") String question,
            @Schema(description = "When it was asked") Instant askedAt,
            @Schema(description = "Last day for the answer") LocalDate due,

            @Schema(description = "Whether that day is over without an answer")
            boolean overdue,

            @Schema(description = "When it was answered; absent before")
            Instant answeredAt,

            @Schema(description = "What was answered") Verdict verdict,

            @Schema(description = "Whether the case was closed without an answer")
            boolean lapsed,

            @Schema(description = "When the case was closed; absent while it is open")
            Instant closedAt,

            @Schema(description = "How the case ended") CaseOutcome outcome) {
        static Entry of(ListedVerification row, LocalDate today) {
            return new Entry(
                    row.caseNumber(),
                    row.caseVersion(),
                    row.number(),
                    row.source(),
                    row.subject().toString(),
                    row.items(),
                    row.question(),
                    row.askedAt(),
                    row.due(),
                    row.answeredAt() == null && !row.lapsed() && row.due().isBefore(today),
                    row.answeredAt(),
                    row.verdict(),
                    row.lapsed(),
                    row.closedAt(),
                    row.outcome());
        }
    }
}
