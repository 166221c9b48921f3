package org.basedata.registry.api.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** How the parts of an upload look. */
@Schema(name = "FileUpload", description = "上传的文件及其说明 / a file and what it is")
record FileBody(
        @Schema(
                type = "string",
                format = "binary",
                description = "CSV 文件,UTF-8 或 GB18030 / a CSV file, UTF-8 or GB18030",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String file,

        @Schema(
                description = "信息组代码 / code of the dataset",
                example = "household-registration",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String dataset,

        @Schema(
                description = "数源部门代码 / code of the source",
                example = "GA",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String source,

        @Schema(description = "是否为全量抽取 / whether the extract is whole", example = "false")
        boolean complete,

        @Schema(description = "抽取时间 / when the extract was read", example = "2026-11-01T00:00:00+08:00")
        Instant extractTime,

        @Schema(description = "放行晚到的旧抽取:放行人 / who lets in an extract although a later one was taken", example = "王科长")
        String letInBy,

        @Schema(description = "放行理由 / why", example = "系统迁移,已核对")
        String letInReason,

        @Schema(description = "放行超限的消失记录:放行人 / who lifts the limit on vanished records", example = "王科长")
        String vanishedLimitLiftedBy,

        @Schema(description = "放行理由 / why", example = "机构撤并,已核对")
        String vanishedLimitLiftedReason,

        @Schema(description = "字符集,缺省自动识别 / found out when left out", example = "GB18030")
        String charset) {}
