package org.basedata.registry.api.export;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;

/** What {@link ExportReading} reads. */
@Schema(name = "ExportToOrder", description = "批量导出的内容 / what to export")
record ExportBody(
        @Schema(description = "主体类型 / kind of subject", requiredMode = Schema.RequiredMode.REQUIRED)
        SubjectType type,

        @Schema(
                description = "数据项代码,须逐项有权读取 / codes of items; each must be one that may be seen",
                requiredMode = Schema.RequiredMode.REQUIRED)
        List<String> items,

        @Schema(description = "筛选条件,缺省为全部主体 / which subjects; all when left out")
        Filter search,

        @Schema(description = "values:只要值;full:另给状态、来源和期间 / values only, or with status, source and period")
        String view,

        @Schema(description = "事实日期,缺省为今日 / the day that is asked about; today when left out")
        LocalDate validAt,

        @Schema(description = "文件格式 / how the file is written", requiredMode = Schema.RequiredMode.REQUIRED)
        ExportFormat format) {

    @Schema(name = "ExportFilter", description = "筛选条件;所用数据项须在 items 中且可完整读取 / what is searched by is among `items`")
    record Filter(
            @Schema(description = "姓名或名称 / the whole name") String name,

            @Schema(description = "名称片段,仅法人 / part of the name, of legal entities")
            String nameContains,

            @Schema(description = "行政区划代码开头 2 至 6 位 / beginning of the division's code")
            String divisionPrefix,

            @Schema(description = "出生日期,仅自然人 / of persons") LocalDate birthDate,

            @Schema(description = "法人类型代码,任一即可 / codes of types of entity, any of them")
            List<String> entityType) {}
}
