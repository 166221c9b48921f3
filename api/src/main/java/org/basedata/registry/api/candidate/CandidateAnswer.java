package org.basedata.registry.api.candidate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.candidate.Evidence;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.projections.candidate.ListedCandidate;
import org.basedata.registry.projections.candidate.ListedCandidate.ListedSubject;

/** Two subjects that may be one. */
@Schema(name = "Candidate", description = "疑似同一主体的一对主体 / two subjects that may be one")
@JsonInclude(JsonInclude.Include.ALWAYS)
record CandidateAnswer(
        @Schema(
                description = "0 to 99; 50 is as often right as wrong, ten more or less is ten times the odds",
                example = "84")
        int score,

        @Schema(description = "Why they may be one") List<CandidateReason> reasons,

        @Schema(description = "What was compared, as it was when the search compared it")
        List<Compared> evidence,

        Party one,
        Party other,

        @Schema(description = "When they were first found, if every search since has found them")
        Instant foundAt) {

    /** One thing that was compared. */
    @Schema(name = "CandidateEvidence", description = "一项比对 / one thing that was compared")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Compared(
            @Schema(description = "The item; registeredBy: in whose register they stand", example = "birthDate")
            String item,

            @Schema(description = "Value of the first", example = "1949-12-31")
            String one,

            @Schema(description = "Value of the other", example = "1949-12-31")
            String other,

            @Schema(description = "null: speaks neither for nor against", example = "true")
            Boolean agrees,

            @Schema(description = "What it adds to the score", example = "0")
            int weight) {}

    /** One of the two. */
    @Schema(name = "CandidateSubject", description = "其中一个主体 / one of the two")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Party(
            @Schema(example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
            String ref,

            @Schema(example = "RESIDENT_ID") IdType idType,
            @Schema(example = "11010519491231002X") String id,
            @Schema(example = "王小兰") String name) {}

    static CandidateAnswer of(ListedCandidate listed) {
        Evidence names = listed.evidence().stream()
                .filter(each -> each.item().equals("name"))
                .findFirst()
                .orElseThrow();
        return new CandidateAnswer(
                listed.score(),
                listed.reasons(),
                listed.evidence().stream()
                        .map(each -> new Compared(each.item(), each.one(), each.other(), each.agrees(), each.weight()))
                        .toList(),
                party(listed.one(), names.one()),
                party(listed.other(), names.other()),
                listed.foundAt());
    }

    private static Party party(ListedSubject subject, String name) {
        return new Party(
                subject.ref().toString(),
                subject.identifier().type(),
                subject.identifier().number(),
                name);
    }
}
