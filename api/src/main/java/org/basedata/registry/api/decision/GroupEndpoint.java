package org.basedata.registry.api.decision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.api.signin.WhoAsks;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.projections.decision.AlikeConflicts;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.decision.GroupDecisions;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where staff settle all conflicts of one shape by one decision, two people together. */
@Tag(name = "decision-groups", description = "批量裁定 / decisions for many conflicts of one shape")
@Roles({Role.STEWARD, Role.APPROVER, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/decision-groups", produces = MediaType.APPLICATION_JSON_VALUE)
final class GroupEndpoint {
    private static final int MOST_RESULTS = 1_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final Role[] STAFF = {Role.STEWARD, Role.APPROVER, Role.AUDITOR};

    private final AlikeConflicts conflicts;
    private final DecisionGroups groups;
    private final GroupDecisions decisions;

    GroupEndpoint(AlikeConflicts conflicts, DecisionGroups groups, GroupDecisions decisions) {
        this.conflicts = conflicts;
        this.groups = groups;
        this.decisions = decisions;
    }

    @Operation(
            operationId = "listConflictShapes",
            summary = "列出同类冲突 / shapes that more than one standing conflict has",
            description =
                    "同一数据项、同样两个来源、同类差异的未了结冲突,件数多的在前。\n\nSame item, same two sources, same kind of difference; the most frequent first.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "shapes that more than one standing conflict has",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ShapesAnswer.class),
                                            examples = @ExampleObject(GroupExamples.SHAPES))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping("/shapes")
    ShapesAnswer shapes(@Parameter(hidden = true) Actor me) {
        WhoAsks.require(me, STAFF);
        return new ShapesAnswer(conflicts.shapes(MOST_RESULTS).stream()
                .map(ShapesAnswer.Entry::of)
                .toList());
    }

    @Operation(
            operationId = "listDecisionGroups",
            summary = "列出批量裁定 / decisions for many, the latest first",
            description = "至多 1,000 件。\n\n1,000 at most.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "decisions for many, the latest first",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupsAnswer.class),
                                            examples = @ExampleObject(GroupExamples.GROUPS))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping
    GroupsAnswer list(@Parameter(hidden = true) Actor me) {
        WhoAsks.require(me, STAFF);
        return new GroupsAnswer(
                groups.latest(MOST_RESULTS).stream().map(this::answer).toList());
    }

    @Operation(
            operationId = "getDecisionGroup",
            summary = "查看批量裁定及其进度 / one decision for many, and how far it is",
            description = "`settled` 和 `revoked` 随执行增长。\n\n`settled` and `revoked` grow while it is carried out.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "one decision for many, and how far it is",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupAnswer.class),
                                            examples = @ExampleObject(GroupExamples.GROUP))))
    @Refuses({ProblemCode.DECISION_UNKNOWN, ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping("/{id}")
    GroupAnswer get(
            @Parameter(hidden = true) Actor me,
            @Parameter(description = "批量裁定编号 / id of the decision", example = GroupExamples.ID) @PathVariable UUID id) {
        WhoAsks.require(me, STAFF);
        return answer(groups.find(id)
                .orElseThrow(() -> new RequestRefused(
                        ProblemCode.DECISION_UNKNOWN, "没有这一批量裁定", "there is no such decision for many")));
    }

    @Operation(
            operationId = "proposeDecisionGroup",
            summary = "提出批量裁定 / propose one decision for all conflicts of a shape",
            description =
                    "由核查员提出,另一名审批员批准后执行;此后新发生的冲突不在其内。\n\nBy a steward; it is carried out when another person approves. Conflicts that are raised afterwards are not in it.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupBodies.Proposal.class),
                                            examples = @ExampleObject(GroupExamples.PROPOSAL))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "propose one decision for all conflicts of a shape",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupAnswer.class),
                                            examples = @ExampleObject(GroupExamples.GROUP))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.DECISION_REFUSED,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<GroupAnswer> propose(@Parameter(hidden = true) Actor me, HttpServletRequest request) {
        Object[] said = new Object[4];
        List<String> evidence = new ArrayList<>();
        read(request, (field, json) -> {
            switch (field) {
                case "shape" -> said[0] = shape(json);
                case "how" -> said[1] = json.oneOf(Choice.How.class);
                case "source" -> said[2] = json.text();
                case "reason" -> said[3] = json.text();
                case "evidence" -> json.array(each -> evidence.add(each.text()));
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (said[0] == null || said[1] == null)
            throw new RequestRefused(ProblemCode.FIELD_MISSING, "须有 shape、how", "shape and how are needed");
        DecisionGroup group = told(() -> decisions.propose(
                UUID.randomUUID(),
                me,
                (Shape) said[0],
                (Choice.How) said[1],
                (String) said[2],
                (String) said[3],
                evidence));
        return ResponseEntity.created(URI.create("/api/v1/decision-groups/" + group.id()))
                .header("Cache-Control", "no-store")
                .body(answer(group));
    }

    @Operation(
            operationId = "approveDecisionGroup",
            summary = "批准批量裁定 / approve it, and carry it out",
            description =
                    "由提出人以外的审批员批准;随即在后台执行。\n\nBy an approver who has not proposed it; it is carried out in the background.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "approve it, and carry it out",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupAnswer.class),
                                            examples = @ExampleObject(GroupExamples.GROUP))))
    @Refuses({
        ProblemCode.DECISION_REFUSED,
        ProblemCode.DECISION_UNKNOWN,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN
    })
    @PostMapping("/{id}/approval")
    GroupAnswer approve(
            @Parameter(hidden = true) Actor me,
            @Parameter(description = "批量裁定编号 / id of the decision", example = GroupExamples.ID) @PathVariable UUID id) {
        return answer(told(() -> decisions.approve(id, me)));
    }

    @Operation(
            operationId = "rejectDecisionGroup",
            summary = "驳回批量裁定 / reject it",
            description = "由提出人以外的审批员驳回,须说明理由。\n\nBy an approver who has not proposed it, with a reason.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupBodies.Reason.class),
                                            examples = @ExampleObject(GroupExamples.REASON))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "reject it",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupAnswer.class),
                                            examples = @ExampleObject(GroupExamples.GROUP))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.DECISION_REFUSED,
        ProblemCode.DECISION_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN
    })
    @PostMapping(path = "/{id}/rejection", consumes = MediaType.APPLICATION_JSON_VALUE)
    GroupAnswer reject(
            @Parameter(hidden = true) Actor me,
            @Parameter(description = "批量裁定编号 / id of the decision", example = GroupExamples.ID) @PathVariable UUID id,
            HttpServletRequest request) {
        String reason = reason(request);
        return answer(told(() -> decisions.reject(id, me, reason)));
    }

    @Operation(
            operationId = "undoDecisionGroup",
            summary = "撤销批量裁定 / undo all of it",
            description = "由审批员撤销;原有冲突全部恢复。\n\nBy an approver; the conflicts are there again as they were.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupBodies.Reason.class),
                                            examples = @ExampleObject(GroupExamples.REASON))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "undo all of it",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GroupAnswer.class),
                                            examples = @ExampleObject(GroupExamples.GROUP))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.DECISION_REFUSED,
        ProblemCode.DECISION_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN
    })
    @PostMapping(path = "/{id}/undoing", consumes = MediaType.APPLICATION_JSON_VALUE)
    GroupAnswer undo(
            @Parameter(hidden = true) Actor me,
            @Parameter(description = "批量裁定编号 / id of the decision", example = GroupExamples.ID) @PathVariable UUID id,
            HttpServletRequest request) {
        String reason = reason(request);
        return answer(told(() -> decisions.undo(id, me, reason)));
    }

    private GroupAnswer answer(DecisionGroup group) {
        // What is over says its own numbers; only what goes on is counted.
        long[] progress = group.state().isUnfinished()
                ? conflicts.progress(group.id())
                : new long[] {group.settled(), group.revoked()};
        return GroupAnswer.of(group, progress);
    }

    private static void read(HttpServletRequest request, JsonBody.FieldReader fields) {
        JsonBody.read(org.basedata.registry.api.body.RequestBody.read(request, MOST_BYTES), fields);
    }

    private static String reason(HttpServletRequest request) {
        String[] reason = new String[1];
        read(request, (field, json) -> {
            if (!field.equals("reason")) return false;
            reason[0] = json.text();
            return true;
        });
        return reason[0];
    }

    private static Shape shape(JsonBody json) {
        String text = json.text();
        try {
            return text == null ? null : Shape.parse(text);
        } catch (IllegalArgumentException e) {
            throw json.refuse(ProblemCode.FIELD_TYPE, "应为 /shapes 所列的 shape", "a shape as /shapes lists it is wanted");
        }
    }

    private static DecisionGroup told(Supplier<DecisionGroup> order) {
        try {
            return order.get();
        } catch (DecisionRefused refused) {
            ProblemCode code =
                    switch (refused.fault().code()) {
                        case "GROUP_UNKNOWN" -> ProblemCode.DECISION_UNKNOWN;
                        case "ROLE_MISSING" -> ProblemCode.NOT_ALLOWED;
                        default -> ProblemCode.DECISION_REFUSED;
                    };
            throw new RequestRefused(
                            code, refused.fault().message(), refused.fault().messageEn())
                    .at(refused.fault().item())
                    .faults(List.of(refused.fault()));
        }
    }
}
