package org.basedata.registry.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.projections.access.AccessAlert;
import org.basedata.registry.projections.access.AccessAlerts;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Use that stood out, and what people do about it. */
@Tag(name = "audit", description = "使用记录 / the record of accesses")
@Roles({Role.AUDITOR, Role.OPERATOR})
@RestController
@RequestMapping(path = "/api/v1/audit/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
final class AlertEndpoint {
    private static final int MOST_RESULTS = 1_000;
    private static final int MOST_BYTES = 64 * 1024;

    private final AccessAlerts alerts;
    private final Alerts acting;
    private final PageMarks marks;

    AlertEndpoint(AccessAlerts alerts, Alerts acting, PageMarks marks) {
        this.alerts = alerts;
        this.acting = acting;
        this.marks = marks;
    }

    @Operation(
            operationId = "listAccessAlerts",
            summary = "列出异常使用预警 / list alerts about unusual use",
            description =
                    "每分钟按账户核对本小时的使用记录:大量号码查不到、查询量远超以往、夜间查询、未注明案卷。信息主管见本部门账户的。\n\n"
                            + "Every minute the hour's use of each account is looked at: many numbers that do not exist, far more subjects than"
                            + " ever, reads at night, reads without a file. An information officer sees those of the own department.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of alerts, the latest first",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AlertsAnswer.class),
                                            examples = @ExampleObject(AccessExamples.ALERTS))))
    @Refuses({ProblemCode.NEXT_INVALID, ProblemCode.NOT_ALLOWED, ProblemCode.PARAMETER_INVALID})
    @Roles({Role.AUDITOR, Role.OPERATOR, Role.INFORMATION_OFFICER})
    @GetMapping
    ResponseEntity<AlertsAnswer> list(
            Actor actor,
            @Parameter(description = "RAISED, TAKEN, SETTLED", example = "RAISED") @RequestParam(required = false)
                    String state,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        AccessAlert.State of = Parameters.oneOf(AccessAlert.State.class, "state", state);
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        boolean all = actor.is(Role.AUDITOR) || actor.is(Role.OPERATOR);
        String department = all ? null : actor.department() == null ? "" : actor.department();
        String question = "alerts|" + of + "|" + department + "|" + actor.name();
        AccessAlerts.Page page = alerts.page(
                of, department, next == null ? null : marks.read(question, next).get(0), limit);
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(new AlertsAnswer(
                        page.results().stream().map(AlertsAnswer.Alert::of).toList(),
                        page.next() == null ? null : marks.write(question, page.next())));
    }

    @Operation(
            operationId = "takeAccessAlert",
            summary = "接手一项预警 / look into an alert",
            description = "记明由谁处理。\n\nPuts on record who looks into it.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is yours",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AlertsAnswer.Alert.class),
                                            examples = @ExampleObject(AccessExamples.ONE_ALERT))))
    @Refuses({ProblemCode.ALERT_REFUSED, ProblemCode.ALERT_UNKNOWN, ProblemCode.NOT_ALLOWED})
    @PostMapping("/{id}/taking")
    ResponseEntity<AlertsAnswer.Alert> take(
            Actor actor,
            @Parameter(description = "预警的编号 / id of the alert", example = AccessExamples.ALERT) @PathVariable
                    String id) {
        return told(acting.take(actor, id(id)));
    }

    @Operation(
            operationId = "settleAccessAlert",
            summary = "办结一项预警 / settle an alert",
            description = "写明处理结果;`suspend` 为 true 时停用该账户,其会话和令牌立即失效,由运维员恢复。\n\n"
                    + "Says what came of it. With `suspend` the account is disabled, and its sessions and tokens end at once; an operator"
                    + " lets it in again.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AlertOutcome.class),
                                            examples = @ExampleObject(AccessExamples.OUTCOME))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is settled",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AlertsAnswer.Alert.class),
                                            examples = @ExampleObject(AccessExamples.ONE_ALERT))))
    @Refuses({
        ProblemCode.ALERT_REFUSED,
        ProblemCode.ALERT_UNKNOWN,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED
    })
    @PostMapping(path = "/{id}/outcome", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AlertsAnswer.Alert> settle(
            Actor actor,
            @Parameter(description = "预警的编号 / id of the alert", example = AccessExamples.ALERT) @PathVariable String id,
            HttpServletRequest request) {
        String[] outcome = new String[1];
        boolean[] suspend = new boolean[1];
        JsonBody.read(RequestBody.read(request, MOST_BYTES), (field, json) -> {
            switch (field) {
                case "outcome" -> outcome[0] = json.text();
                case "suspend" -> suspend[0] = Boolean.TRUE.equals(json.bool());
                default -> {
                    return false;
                }
            }
            return true;
        });
        return told(acting.settle(actor, id(id), outcome[0], suspend[0]));
    }

    private static ResponseEntity<AlertsAnswer.Alert> told(AccessAlert alert) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(AlertsAnswer.Alert.of(alert));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(ProblemCode.ALERT_UNKNOWN, "没有该预警", "there is no such alert").at("id");
        }
    }
}
