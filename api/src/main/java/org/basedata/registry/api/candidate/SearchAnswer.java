package org.basedata.registry.api.candidate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.basedata.registry.projections.candidate.CandidateRun;
import org.basedata.registry.projections.candidate.SearchReport;

/** A search for candidates. */
@Schema(name = "CandidateSearch", description = "一次查找及其进度 / a search and how far it has come")
@JsonInclude(JsonInclude.Include.ALWAYS)
record SearchAnswer(
        @Schema(description = "Id of the search", example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        UUID id,

        @Schema(
                description =
                        "RUNNING; DONE; FAILED; BROKEN_OFF: its program ended first. The last two leave what was found before",
                example = "DONE")
        CandidateRun.State status,

        @Schema(description = "When it began") Instant startedAt,

        @Schema(description = "When it ended; null while it runs")
        Instant endedAt,

        @Schema(description = "What it does at the moment", example = "COMPARE PERSON")
        String step,

        @Schema(description = "Pairs compared so far", example = "40213")
        long comparedPairs,

        @Schema(description = "Pairs to compare, as far as known", example = "40213")
        long totalPairs,

        @Schema(description = "What was found; null until it is done")
        SearchReport report) {
    static SearchAnswer of(CandidateRun run) {
        return new SearchAnswer(
                run.id(),
                run.state(),
                run.startedAt(),
                run.endedAt(),
                run.step(),
                run.done(),
                run.total(),
                run.report());
    }
}
