package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "DoubtToReport", description = "校核申请 / a doubt to report")
record DoubtBody(
        @Schema(description = "主体的 ref / the subject's reference", requiredMode = Schema.RequiredMode.REQUIRED)
        String ref,

        @Schema(description = "存疑的数据项 / the item that is doubted", requiredMode = Schema.RequiredMode.REQUIRED)
        String item,

        @Schema(description = "理由 / why", requiredMode = Schema.RequiredMode.REQUIRED)
        String text,

        @Schema(description = "认为正确的值 / what is held to be right")
        String believed,

        @Schema(description = "依据 / evidence") List<String> evidence) {}
