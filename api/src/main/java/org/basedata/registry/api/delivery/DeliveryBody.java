package org.basedata.registry.api.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;

/** How the body of a delivery looks; {@link DeliveryReading} reads it. */
@Schema(name = "Delivery", description = "一个批次 / a delivery")
record DeliveryBody(
        @Schema(
                description = "数源部门代码 / code of the source",
                example = "GA",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String source,

        @Schema(
                description = "整批的信息组;记录可省略 dataset / dataset of records that name none",
                example = "household-registration")
        String dataset,

        @Schema(
                description = "抽取时间;本批为抽取数据时必填 / when an extract was read from the source's own system",
                example = "2026-11-01T00:00:00+08:00")
        Instant extractTime,

        @Schema(
                description = "是否为全量抽取;是则未出现的记录视为已离开 / whether the extract is whole, so that a missing record has"
                        + " left the source",
                example = "false")
        boolean complete,

        @Schema(description = "放行晚到的旧抽取 / a person lets in an extract although a later one was taken")
        Pass letIn,

        @Schema(description = "放行超限的消失记录 / a person lifts the limit on vanished records for this extract")
        Pass vanishedLimitLifted,

        @Schema(description = "1 至 5,000 条 / 1 to 5,000", requiredMode = Schema.RequiredMode.REQUIRED)
        List<Entry> records) {

    /** One version of a source record, whole: an absent item means that the source no longer says it. */
    @Schema(name = "Record", description = "一条来源记录的一个版本(完整内容) / one version of a source record, whole")
    record Entry(
            @Schema(example = "household-registration") String dataset,

            @Schema(description = "The source's own id of the record", example = "GA-0001")
            String recordId,

            @Schema(
                    description =
                            "整数或 RFC 3339 时间;抽取数据可省略 / a whole number or an RFC 3339 time; may be left out in an extract",
                    example = "3")
            String version,

            @Schema(
                    description = "SUBMIT 报送(缺省)、CORRECT 更正、END 终止、WITHDRAW 撤回;后三者须写 reason / SUBMIT by default; the"
                            + " others need a reason",
                    example = "SUBMIT")
            Operation operation,

            Who subject,
            @Schema(example = "王小兰") String name,

            @Schema(
                    description = "数据项代码到值 / item code to value; numbers and booleans are taken as they are written",
                    example = "{\"sex\": \"2\", \"birthDate\": \"1949-12-31\"}")
            Map<String, String> items,

            @Schema(
                    description = "生效日期,省略为自始 / first day on which it holds; since ever when left out",
                    example = "1985-09-01")
            LocalDate validFrom,

            @Schema(description = "失效日期(不含) / first day on which it no longer holds")
            LocalDate validTo,

            @Schema(description = "更正、终止、撤回的原因 / needed with CORRECT, END, WITHDRAW")
            String reason,

            Handler handledBy) {}

    /** Who lets something pass that the registry would have stopped, and why; kept on record with the delivery. */
    @Schema(name = "Waiver", description = "放行人和理由,随批次留存 / who lets it pass, and why; on record with the delivery")
    record Pass(
            @Schema(example = "王科长") String by,
            @Schema(example = "系统迁移,已核对") String reason) {}

    /** Whom the record is about. */
    @Schema(name = "RecordSubject", description = "记录所述的主体 / whom the record is about")
    record Who(
            @Schema(example = "PERSON") SubjectType type,
            @Schema(example = "RESIDENT_ID") IdType idType,
            @Schema(example = "11010519491231002X") String id) {}

    /** Who handled it in the source department. */
    @Schema(name = "HandledBy", description = "经办单位和经办人 / who handled it in the source department")
    record Handler(
            @Schema(example = "天河分局") String unit,
            @Schema(example = "李四") String person) {}
}
