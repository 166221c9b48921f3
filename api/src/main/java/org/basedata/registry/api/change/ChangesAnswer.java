package org.basedata.registry.api.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A page of changes; {@link ChangeFeed} writes it. */
@Schema(name = "Changes", description = "一页变更,按登记先后 / a page of changes, in the order of the log")
record ChangesAnswer(
        @Schema(description = "所涵盖的日志位置 / opaque position of the log that the answer covers", example = "1234")
        String position,

        List<Change> results,

        @Schema(
                description = "下次作为 after 送回,总是给出 / to be sent as `after` the next time; always there",
                example = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8S")
        String next,

        @Schema(description = "true:其后还有,可立即再取 / whether more is there already", example = "false")
        boolean more) {

    /** One change, as it is to the reader. */
    @Schema(name = "Change", description = "一个主体的一次变更 / a change of a subject")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            @Schema(
                    description = "同一变更总是相同,用于去重 / the same whenever the same change is told",
                    example = "Jt7rC0m1Qy2v9mXGkq0QAA")
            String id,

            @Schema(
                    description = "ENTERED 新增或迁入、CHANGED 变更、LEFT 迁出或已无记录、SUPERSEDED 已并入、AMBIGUOUS 已拆分",
                    example = "CHANGED")
            ToldChange.Kind change,

            @Schema(description = "主体 ref / reference of the subject", example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
            String ref,

            @Schema(description = "登记时间 / when it was recorded", example = "2026-11-22T01:02:03.000004Z")
            Instant recordedAt,

            @Schema(
                    description =
                            "与此前所示不同的数据项;另有 subject(号码)、predecessors、successors / what is shown otherwise than before:"
                                    + " items by code, `subject` for the number, `predecessors`, `successors`",
                    example = "[\"registeredAddress\"]")
            List<String> changed,

            @Schema(
                    description =
                            "变更后的主记录,仅含有权读取的数据项 / the record after the change, as `view=full` shows it on the day on which"
                                    + " it was recorded; entitled items only")
            Object record,

            @Schema(description = "SUPERSEDED、AMBIGUOUS 的后继主体 / whom to ask for instead")
            List<Successor> successors) {}

    /** Another subject. */
    @Schema(name = "ChangeSuccessor", description = "后继主体 / a subject that stands for this one")
    record Successor(
            @Schema(description = "其 ref / its reference", example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
            String ref) {}
}
