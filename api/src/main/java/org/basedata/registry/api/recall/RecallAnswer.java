package org.basedata.registry.api.recall;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Cause;
import org.basedata.registry.projections.recall.Recall;

/** What a department read of an item of a subject, and is said otherwise now. */
@Schema(
        name = "Recall",
        description = "召回:某部门读取过的某主体某数据项,现已有不同说法;不含值 / an item of a subject that a department read and that is said"
                + " otherwise now, without values")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RecallAnswer(
        @Schema(description = "编号 / id", example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        String id,

        @Schema(description = "版本,确认时原样送回 / send it back with the acknowledgement", example = "1")
        int revision,

        @Schema(description = "读取部门 / the department that read it", example = "JY")
        String department,

        @Schema(
                description = "读取时的主体 ref / reference of the subject as it was read",
                example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        @Schema(description = "主体类别 / kind of subject", example = "PERSON")
        SubjectType subjectType,

        @Schema(description = "数据项 / item", example = "registeredAddress")
        String item,

        @Schema(description = "说法不同的期间 / the days that are said otherwise")
        ReadPeriod period,

        @Schema(
                description =
                        "SUBMITTED、CORRECTED、ENDED、WITHDRAWN、DECIDED、DECISION_REVOKED、IDENTITY、MOVED、REASSESSED / by what it"
                                + " came to be said otherwise",
                example = "CORRECTED")
        Cause cause,

        @Schema(description = "何时改变 / when it came to be said otherwise")
        Instant since,

        @Schema(description = "受影响的读取次数 / how many answers told it wrongly", example = "2")
        int accesses,

        @Schema(description = "其中最早一次 / the first of them") Instant firstRead,

        @Schema(description = "其中最后一次 / the last of them") Instant lastRead,

        @Schema(description = "本部门自己的办件编号;核查和审计人员看不到 / the department's own files; not shown to staff")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<String> cases,

        @Schema(
                description =
                        "OPEN 待确认、ACKNOWLEDGED 已确认、RESTORED 已恢复原值 / RESTORED: the registry says again what was read",
                example = "OPEN")
        Recall.State state,

        @Schema(description = "何时通知 / when it was first told")
        Instant raisedAt,

        @Schema(description = "何时最后变化 / when it changed last")
        Instant updatedAt,

        @Schema(description = "确认;尚未确认为空 / null while there is none")
        Acknowledgement acknowledgement) {

    /** A half-open period. */
    @Schema(name = "ReadPeriod", description = "左闭右开的期间 / a half-open period")
    public record ReadPeriod(
            @Schema(description = "首日;空为自始 / first day; null for since ever", example = "2000-01-01")
            LocalDate from,

            @Schema(description = "末日的次日;空为至今 / first day after it; null for until further notice")
            LocalDate to) {}

    /** What the department says to it. */
    @Schema(name = "Acknowledgement", description = "部门的确认 / what the department says to it")
    public record Acknowledgement(
            @Schema(description = "时间 / when") Instant at,

            @Schema(description = "账户 / account", example = "jy-li")
            String by,

            @Schema(description = "说明 / note", example = "已重新读取并更正")
            String note) {}

    /** @param own whether the department itself asks */
    static RecallAnswer of(Recall recall, boolean own) {
        Recall.Finding found = recall.finding();
        Recall.Acknowledgement acknowledged = recall.acknowledgement();
        return new RecallAnswer(
                recall.id().toString(),
                recall.revision(),
                recall.department(),
                recall.subject().toString(),
                recall.type(),
                recall.item(),
                new ReadPeriod(found.from(), found.to()),
                found.cause(),
                found.changedAt(),
                found.accesses(),
                found.firstRead(),
                found.lastRead(),
                own ? List.copyOf(found.cases()) : null,
                recall.state(),
                recall.raisedAt(),
                recall.updatedAt(),
                acknowledged == null
                        ? null
                        : new Acknowledgement(acknowledged.at(), acknowledged.by(), acknowledged.note()));
    }
}
