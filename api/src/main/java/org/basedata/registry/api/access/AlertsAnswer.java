package org.basedata.registry.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.access.UnusualUse;
import org.basedata.registry.projections.access.AccessAlert;

/** A page of alerts, the latest first. */
@Schema(name = "AccessAlerts", description = "异常使用预警,新的在前 / a page of alerts about unusual use, the latest first")
@JsonInclude(JsonInclude.Include.ALWAYS)
record AlertsAnswer(
        List<Alert> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {
    @Schema(name = "AccessAlert", description = "异常使用预警 / use that stood out, and what came of it")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Alert(
            @Schema(description = "预警的编号 / id of the alert") UUID id,

            @Schema(
                    description =
                            "GUESSING 穷举试探、MANY_SUBJECTS 查询量异常、AT_NIGHT 夜间查询、WITHOUT_CASE 未注明案卷 / what it looks like")
            UnusualUse.Kind kind,

            @Schema(description = "账户 / account") String account,

            @Schema(description = "账户的部门;null 为核查办公室 / its department; null for the office itself")
            String department,

            @Schema(description = "所在小时的开始 / when the hour began that it stood out in")
            OffsetDateTime hour,

            @Schema(description = "预警时间 / when it was raised")
            OffsetDateTime raisedAt,

            @Schema(description = "该小时内的数量 / what was counted in that hour")
            long found,

            @Schema(description = "超过此数即为异常 / more than that stands out")
            long allowed,

            @Schema(description = "RAISED 待处理、TAKEN 处理中、SETTLED 已办结 / how far people are with it")
            AccessAlert.State state,

            @Schema(description = "由谁处理 / account of whoever looks into it")
            String takenBy,

            @Schema(description = "何时接手 / since when") OffsetDateTime takenAt,

            @Schema(description = "由谁办结 / account of whoever settled it")
            String settledBy,

            @Schema(description = "办结时间 / when it was settled")
            OffsetDateTime settledAt,

            @Schema(description = "处理结果 / what came of it") String outcome,

            @Schema(description = "是否同时停用了账户 / whether the account was disabled with it")
            boolean suspended) {
        static Alert of(AccessAlert alert) {
            return new Alert(
                    alert.id(),
                    alert.kind(),
                    alert.account(),
                    alert.department(),
                    AccessesAnswer.time(alert.hour()),
                    AccessesAnswer.time(alert.raisedAt()),
                    alert.found(),
                    alert.allowed(),
                    alert.state(),
                    alert.takenBy(),
                    AccessesAnswer.time(alert.takenAt()),
                    alert.settledBy(),
                    AccessesAnswer.time(alert.settledAt()),
                    alert.outcome(),
                    alert.suspended());
        }
    }
}
