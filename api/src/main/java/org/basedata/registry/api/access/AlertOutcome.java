package org.basedata.registry.api.access;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "AlertOutcome", description = "预警的处理结果 / what came of an alert")
record AlertOutcome(
        @Schema(
                description = "处理结果,1 至 2,000 字 / what came of it, 1 to 2,000 characters",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String outcome,

        @Schema(description = "true:同时停用该账户 / true: disables the account with it")
        boolean suspend) {}
