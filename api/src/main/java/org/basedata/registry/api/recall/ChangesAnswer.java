package org.basedata.registry.api.recall;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Cause;
import org.basedata.registry.projections.recall.ChangedSince;

/** What is said otherwise now of that which a department read for a file of its own. */
@Schema(
        name = "ChangesSinceRead",
        description = "为某办件读取、现已有不同说法的数据项;不含值 / items read for a file and said otherwise now, without values")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ChangesAnswer(
        List<Changed> results,

        @Schema(
                description = "续页标记;本页没有结果时也可能有;末页为空 / the mark of the next page, also after a page without results;"
                        + " null after the last")
        String next) {

    /** An item of a subject that an answer told otherwise than would be told now. */
    @Schema(name = "ChangedSinceRead", description = "一次读取的一个数据项 / an item of one answer")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Changed(
            @Schema(description = "主体 ref / reference of the subject", example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
            String ref,

            @Schema(description = "主体类别 / kind of subject", example = "PERSON")
            SubjectType subjectType,

            @Schema(description = "数据项 / item", example = "registeredAddress")
            String item,

            @Schema(description = "说法不同的期间 / the days that are said otherwise")
            RecallAnswer.ReadPeriod period,

            @Schema(description = "原因 / by what it came to be said otherwise", example = "CORRECTED")
            Cause cause,

            @Schema(description = "何时改变 / when it came to be said otherwise")
            Instant since,

            @Schema(description = "何时读取 / when it was read") Instant readAt,

            @Schema(description = "所问之日;空为截至读取时的全部日期 / the day that was asked about; null for all up to the reading")
            LocalDate validAt) {
        static Changed of(ChangedSince changed) {
            return new Changed(
                    changed.subject().toString(),
                    changed.type(),
                    changed.item(),
                    new RecallAnswer.ReadPeriod(
                            changed.change().from(), changed.change().to()),
                    changed.change().cause(),
                    changed.change().at(),
                    changed.readAt(),
                    changed.validAt());
        }
    }
}
