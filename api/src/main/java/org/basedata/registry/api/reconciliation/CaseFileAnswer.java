package org.basedata.registry.api.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.conflict.ConflictAnswer;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.reconciliation.CandidateNamed;
import org.basedata.registry.core.reconciliation.CaseDecision;
import org.basedata.registry.core.reconciliation.Settlement;

/** A case with all that belongs to it. */
@Schema(
        name = "CaseFile",
        description = "工单全文:冲突及各方的值、经过 / a case with its conflicts, every competing value, and its steps")
@JsonInclude(JsonInclude.Include.ALWAYS)
record CaseFileAnswer(
        @JsonProperty("case") CaseAnswer file,

        @Schema(
                description =
                        "The subject's conflicts: those that stand, and those that went away while the case was open")
        List<ConflictAnswer> conflicts,

        @Schema(description = "What was decided and is in force, of each conflict the last")
        List<Settlement> inForce,

        @Schema(description = "Decisions about values that were not taken back; for staff only")
        List<Taken> decisions,

        @Schema(description = "Other subjects that may be the same; for staff only")
        List<Likely> candidates,

        @Schema(description = "What happened, in its order") List<StepAnswer> steps) {
    /** A decision about a value. */
    @Schema(name = "CaseDecision", description = "本工单作出的裁定 / a decision that the case took")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Taken(
            @Schema(description = "By which it is revoked", example = "3f5b2c1e-6c0c-3d5a-8f0e-2f1d7a3f6a10")
            UUID id,

            @Schema(description = "Sign-in name of whoever proposed it", example = "steward.zhao")
            String proposedBy,

            Settlement settlement) {
        static Taken of(CaseDecision decision) {
            return new Taken(decision.id(), decision.proposal().by().name(), decision.settlement());
        }
    }

    /** Another subject that may be the same. */
    @Schema(name = "CaseCandidate", description = "疑似同一主体的另一主体 / another subject that may be the same")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Likely(
            @Schema(description = "Its reference", example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a11")
            String ref,

            @Schema(description = "Of the search that found them; absent when a person named it", example = "84")
            Integer score,

            @Schema(description = "Likewise") List<CandidateReason> reasons) {
        static Likely of(CandidateNamed named) {
            return new Likely(named.other().toString(), named.score(), named.reasons());
        }
    }
}
