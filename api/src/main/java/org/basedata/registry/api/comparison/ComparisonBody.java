package org.basedata.registry.api.comparison;

import io.swagger.v3.oas.annotations.media.Schema;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.importers.file.ListFile;

/** How the parts of an upload look. */
@Schema(name = "ListUpload", description = "上传的名单及其说明 / a list and what its columns are")
record ComparisonBody(
        @Schema(
                type = "string",
                format = "binary",
                description = "名单:CSV(UTF-8、GB18030)、XLSX 的第一张表、JSONL / the list",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String file,

        @Schema(description = "主体类型 / kind of subject", requiredMode = Schema.RequiredMode.REQUIRED)
        SubjectType type,

        @Schema(description = "文件格式,缺省按文件名 / form of the file; by its name when left out")
        ListFile.Form form,

        @Schema(description = "号码所在列,缺省自动识别 / column of the numbers; found out when left out", example = "身份证号")
        String idColumn,

        @Schema(description = "号码类型,缺省 RESIDENT_ID 或 USCC / what numbers they are")
        IdType idType,

        @Schema(
                description = "列与数据项的对应(JSON),缺省按列名识别 / columns to items, as JSON; by their names when left out",
                example = "{\"姓名\":\"name\"}")
        String mapping,

        @Schema(description = "另需补全的数据项,逗号分隔 / items to add, with commas", example = "registeredAddress")
        String complete,

        @Schema(description = "字符集,缺省自动识别 / found out when left out", example = "GB18030")
        String charset) {}
