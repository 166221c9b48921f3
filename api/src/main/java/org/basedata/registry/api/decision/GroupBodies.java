package org.basedata.registry.api.decision;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.core.decision.Choice;

/** What is sent about decisions for many; {@link GroupEndpoint} reads it. */
final class GroupBodies {
    private GroupBodies() {}

    @Schema(name = "DecisionGroupProposal", description = "提出批量裁定 / to propose one")
    record Proposal(
            @Schema(description = "冲突形态 / the shape", requiredMode = Schema.RequiredMode.REQUIRED)
            String shape,

            @Schema(
                    description =
                            "TAKE 采信 source 的值;TOLERATE 容许差异 / take the value of `source`, or tolerate the difference",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            Choice.How how,

            @Schema(description = "TAKE 时采信的数源部门 / of TAKE, whose value")
            String source,

            @Schema(description = "理由 / why", requiredMode = Schema.RequiredMode.REQUIRED)
            String reason,

            @Schema(description = "依据 / evidence") List<String> evidence) {}

    @Schema(name = "DecisionGroupReason", description = "驳回或撤销的理由 / why it is rejected or undone")
    record Reason(
            @Schema(description = "理由 / why", requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}
}
