package org.basedata.registry.api.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.basedata.registry.core.reconciliation.CaseCause;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.projections.reconciliation.ListedCase;

/** A case as the queue shows it. */
@Schema(name = "Case", description = "核查工单 / a reconciliation case, as far as the caller may see it")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseAnswer(
        @Schema(description = "Opaque id of the case", example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        String id,

        @Schema(description = "The number that people call it by", example = "C-000017")
        String number,

        @Schema(description = "Goes up with each step; sent back as If-Match", example = "3")
        long version,

        @Schema(description = "Reference of the subject", example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        @Schema(description = "What opened it: CONFLICT, REPORT, PERSON, CANDIDATE")
        CaseCause cause,

        @Schema(
                description = "OPENED 待受理, ASSIGNED 处理中, VERIFYING 核实中, PROPOSED 待审批, WAITING 待更正, CLOSED 已办结",
                example = "VERIFYING")
        CaseState state,

        @Schema(description = "The gravest of its conflicts: identity, major, minor", example = "major")
        String severity,

        @Schema(description = "Items in doubt") List<String> items,

        @Schema(description = "Sources with competing values, now or before, and those that were asked")
        List<String> sources,

        @Schema(description = "Code of where the subject lives or is registered", example = "440106")
        String division,

        @Schema(description = "How many conflicts", example = "2")
        int conflicts,

        @Schema(description = "When it was opened") Instant openedAt,

        @Schema(description = "Last day on which it is to be closed", example = "2026-12-07")
        LocalDate due,

        @Schema(description = "Whether the last day is near", example = "false")
        boolean atRisk,

        @Schema(description = "Whether the last day is over", example = "false")
        boolean overdue,

        @Schema(description = "Sign-in name of whoever has it", example = "steward.zhao")
        String assignee,

        @Schema(description = "Sources that were asked and have not answered")
        List<String> waitingFor,

        @Schema(description = "Departments whose doubt it looks into")
        List<String> reporters,

        @Schema(description = "0; 1: the authority coordinates; 2: the government", example = "0")
        int escalated,

        @Schema(description = "When it was closed; absent while it is open")
        Instant closedAt,

        @Schema(
                description =
                        "DECIDED 已裁定, CORRECTED 数源已更正, SETTLED_ITSELF 自行消除, JOINED 并入其他工单, UNFOUNDED 核实无误; absent while it is open",
                example = "DECIDED")
        CaseOutcome outcome) {
    /**
     * @param items of these, those in sight
     * @param conflicts how many of them are in sight
     * @param nearUntil last day of those that are at risk
     */
    static CaseAnswer of(
            ListedCase row, CaseSight sight, List<String> items, int conflicts, LocalDate today, LocalDate nearUntil) {
        boolean open = row.closedAt() == null;
        return new CaseAnswer(
                row.id().toString(),
                row.number(),
                row.version(),
                row.subject().toString(),
                row.cause(),
                row.state(),
                row.severity().name().toLowerCase(Locale.ROOT),
                items,
                sight.departments(row.sources()),
                row.division(),
                conflicts,
                row.openedAt(),
                row.due(),
                open && !row.due().isBefore(today) && !row.due().isAfter(nearUntil),
                open && row.due().isBefore(today),
                row.assignee(),
                sight.departments(row.waitingFor()),
                sight.departments(row.reporters()),
                row.escalated(),
                row.closedAt(),
                row.outcome());
    }
}
