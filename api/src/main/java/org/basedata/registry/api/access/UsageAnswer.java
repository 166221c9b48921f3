package org.basedata.registry.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.access.UsageLine;

/** The use of a quarter. */
@Schema(name = "Usage", description = "一季度的使用情况 / how the registry was used in a quarter")
@JsonInclude(JsonInclude.Include.ALWAYS)
record UsageAnswer(
        @Schema(description = "季度 / the quarter") String quarter,

        @Schema(description = "汇总到何时,约晚一分钟 / up to when answers are counted, about a minute behind")
        OffsetDateTime countedUntil,

        List<Line> results,

        @Schema(description = "Always null: all lines are told at once")
        String next) {
    @Schema(name = "UsageLine", description = "某部门为某用途读取某数据项的次数 / how often a department read an item for a purpose")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Line(
            @Schema(description = "用数部门;null 为核查办公室 / department that read; null for the office itself")
            String department,

            @Schema(description = "用途代码 / code of the purpose")
            String purpose,

            @Schema(description = "主体类型 / type of the subjects")
            SubjectType subjectType,

            @Schema(
                    description =
                            "数据项;null 为整次应答的合计,各数据项相加会重复 / the item; null for whole answers, which the sum over items would count several times")
            String item,

            @Schema(description = "数据项的提供部门 / the authority for the item")
            String provider,

            @Schema(description = "应答次数 / answers") long answers,

            @Schema(description = "主体数,同一主体每次都计 / subjects, one that is asked for again counts again")
            long subjects,

            @Schema(description = "其中未查到的 / of them, those that were not found")
            long misses) {
        static Line of(UsageLine line, Catalogue catalogue) {
            return new Line(
                    line.department(),
                    line.purpose(),
                    line.type(),
                    line.item(),
                    providerOf(line, catalogue),
                    line.answers(),
                    line.subjects(),
                    line.misses());
        }
    }

    static String providerOf(UsageLine line, Catalogue catalogue) {
        if (line.type() == null || line.item() == null) return null;
        return catalogue
                .item(line.type(), line.item())
                .map(item -> item.authorityOrder().get(0))
                .orElse(null);
    }
}
