package org.basedata.registry.api.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.api.conflict.ConflictAnswer;
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

        @Schema(description = "What happened, in its order") List<StepAnswer> steps) {}
