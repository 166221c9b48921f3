package org.basedata.registry.api.comparison;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "DifferencesToReport", description = "转为校核申请的差异 / differences to report as doubts")
record DoubtsBody(
        @Schema(
                description = "行及数据项,合计至多 500 处 / rows and items, 500 differences at most",
                requiredMode = Schema.RequiredMode.REQUIRED)
        List<Row> rows,

        @Schema(description = "校核理由 / why the values are doubted", requiredMode = Schema.RequiredMode.REQUIRED)
        String text) {

    @Schema(name = "RowToReport", description = "名单中的一行 / a row of the list")
    record Row(
            @Schema(
                    description = "行号,自 1 起,不计空行 / number of the row, from 1",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            long row,

            @Schema(description = "数据项代码,缺省为该行全部差异 / codes of items; all that differ when left out")
            List<String> items) {}
}
