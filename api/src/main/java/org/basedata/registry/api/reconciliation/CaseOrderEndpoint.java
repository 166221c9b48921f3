package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.body.IfMatch;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.api.subject.LogPosition;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.AnswerVerification;
import org.basedata.registry.core.reconciliation.ApproveDecision;
import org.basedata.registry.core.reconciliation.AssignCase;
import org.basedata.registry.core.reconciliation.Attachment;
import org.basedata.registry.core.reconciliation.CaseCommand;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseTaken;
import org.basedata.registry.core.reconciliation.CloseCase;
import org.basedata.registry.core.reconciliation.EscalateCase;
import org.basedata.registry.core.reconciliation.ExtendCase;
import org.basedata.registry.core.reconciliation.JoinCases;
import org.basedata.registry.core.reconciliation.NameCandidate;
import org.basedata.registry.core.reconciliation.NoteOnCase;
import org.basedata.registry.core.reconciliation.OpenCase;
import org.basedata.registry.core.reconciliation.ProposeDecision;
import org.basedata.registry.core.reconciliation.RejectDecision;
import org.basedata.registry.core.reconciliation.RequestVerification;
import org.basedata.registry.core.reconciliation.TakeBackDecision;
import org.basedata.registry.projections.candidate.Candidates;
import org.basedata.registry.projections.reconciliation.Attachments;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people order about cases. */
@Tag(name = "cases", description = "核查工单 / reconciliation cases")
@Roles({Role.STEWARD, Role.APPROVER, Role.AUDITOR, Role.SOURCE, Role.CONSUMER})
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
final class CaseOrderEndpoint {
    private static final int MOST_BYTES = 1 << 20;
    private static final String CASE = "工单的编号或 id / number or id of the case";
    private static final String IF_MATCH = "所见版本的 ETag / the ETag of the version at hand";

    private final CaseOrders orders;
    private final Cases cases;
    private final Candidates candidates;
    private final Attachments attachments;
    private final Catalogue catalogue;
    private final LogPosition position;

    CaseOrderEndpoint(
            CaseOrders orders,
            Cases cases,
            Candidates candidates,
            Attachments attachments,
            Catalogue catalogue,
            LogPosition position) {
        this.orders = orders;
        this.cases = cases;
        this.candidates = candidates;
        this.attachments = attachments;
        this.catalogue = catalogue;
        this.position = position;
    }

    private interface Making {
        CaseCommand make(CaseId file, long version, OrderReading body);
    }

    private ResponseEntity<OrderAnswer> order(
            Actor actor, HttpServletRequest request, String id, List<String> fields, Making making) {
        long version = IfMatch.version(request.getHeader("If-Match"));
        OrderReading body = body(request, fields);
        return taken(actor, making.make(find(id).id(), version, body));
    }

    private static OrderReading body(HttpServletRequest request, List<String> fields) {
        byte[] bytes = org.basedata.registry.api.body.RequestBody.read(request, MOST_BYTES);
        return OrderReading.read(bytes, fields.toArray(String[]::new));
    }

    private ResponseEntity<OrderAnswer> taken(Actor actor, CaseCommand command) {
        CaseTaken taken = Refusals.told(() -> orders.take(new CaseOrder(actor, command)));
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("ETag", IfMatch.tag(taken.version()))
                .body(OrderAnswer.of(taken, position.now()));
    }

    private ListedCase find(String id) {
        if (id == null) throw Parameters.invalid("into", "须写明并入的工单", "name the case that goes on");
        return cases.find(id)
                .orElseThrow(() -> new RequestRefused(ProblemCode.CASE_UNKNOWN, "没有该工单", "there is no such case"));
    }

    private void source(String source) {
        if (source == null || catalogue.source(source).isEmpty())
            throw new RequestRefused(ProblemCode.SOURCE_UNKNOWN, "目录中没有该数源部门", "the catalogue has no such source")
                    .at("sources");
    }

    private void item(String item) {
        for (SubjectType type : SubjectType.values())
            if (item != null && catalogue.item(type, item).isPresent()) return;
        throw new RequestRefused(ProblemCode.ITEM_UNKNOWN, "目录中没有该数据项", "the catalogue has no such item").at("items");
    }

    private List<Attachment> attached(CaseId file, Actor actor, List<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        List<Attachment> found = attachments.of(file, actor.department(), ids);
        if (found.size() < ids.stream().distinct().count())
            throw new RequestRefused(
                            ProblemCode.ATTACHMENT_UNKNOWN,
                            "附件未上传到本工单,或不是本部门上传的",
                            "an attachment was not sent for this case by your department")
                    .at("attachments");
        return found;
    }

    @Operation(
            operationId = "openCase",
            summary = "人工建单 / open a case",
            description = "由核查员办理。一个主体同时只有一件未办结的工单;写明 candidate(疑似同一主体)时,已有工单的并入该工单核查。\n\n"
                    + "By a steward. A subject has one open case at a time; with `candidate`, another subject that may be the same, that"
                    + " one looks into it.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Opening.class),
                                            examples = @ExampleObject(CaseExamples.OPEN))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The case is open",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_REFUSED,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NO_RECORD,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> open(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        OrderReading body = body(request, List.of("ref", "reason", "severity", "candidate", "report"));
        SubjectId subject = Parameters.ref(body.ref);
        if (subject == null) throw Parameters.invalid("ref", "须写明主体的 ref", "name the subject by its ref");
        SubjectId candidate = body.candidate == null ? null : Parameters.ref("candidate", body.candidate);
        if (candidate != null) return taken(actor, named(subject, candidate, body.reason));
        return taken(actor, new OpenCase(subject, body.reason, body.severity, body.report));
    }

    /** With what the last search says of the two, if it found them. */
    private NameCandidate named(SubjectId subject, SubjectId candidate, String reason) {
        return candidates
                .pair(subject, candidate)
                .map(found -> new NameCandidate(subject, candidate, reason, found.score(), found.reasons()))
                .orElseGet(() -> new NameCandidate(subject, candidate, reason, null, List.of()));
    }

    @Operation(
            operationId = "assignCase",
            summary = "受理或分派工单 / take or assign a case",
            description =
                    "核查员受理(不写 assignee),或分派给他人;从他人手中接办须写明理由。\n\nA steward takes it (without `assignee`) or gives it to somebody; where somebody else had it, with a reason.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Assignment.class),
                                            examples = @ExampleObject(CaseExamples.ASSIGN))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/assign", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> assign(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("assignee", "assigneePerson", "reason"),
                (file, version, body) ->
                        new AssignCase(file, version, body.assignee, body.assigneePerson, body.reason));
    }

    @Operation(
            operationId = "requestVerification",
            summary = "请数源核实 / ask sources",
            description =
                    "可同时请多个数源部门核实,各写一条请求。\n\nEach source gets a request of its own, with a number and a last day.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Question.class),
                                            examples = @ExampleObject(CaseExamples.ASK))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.SOURCE_UNKNOWN
    })
    @PostMapping(path = "/{id}/verifications", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> ask(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(actor, request, id, List.of("sources", "question", "items", "due"), (file, version, body) -> {
            body.sources.forEach(this::source);
            body.items.forEach(this::item);
            return new RequestVerification(file, version, body.sources, body.question, body.items, body.due);
        });
    }

    @Operation(
            operationId = "answerVerification",
            summary = "答复核实请求 / answer a request",
            description =
                    "只能答复本部门的请求;须写明经办单位、经办人。已更正的须指明报送批次。附件先行上传,最多 5 个。\n\nFor requests to one's own department. `CORRECTED` names the delivery with the correction; files are sent before, at most 5.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Reply.class),
                                            examples = @ExampleObject(CaseExamples.ANSWER))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.ATTACHMENT_UNKNOWN
    })
    @PostMapping(path = "/{id}/answers", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> answer(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("request", "verdict", "text", "handlingUnit", "handlingPerson", "delivery", "attachments"),
                (file, version, body) -> new AnswerVerification(
                        file,
                        version,
                        body.request,
                        body.verdict,
                        body.text,
                        body.handlingUnit,
                        body.handlingPerson,
                        body.delivery,
                        attached(file, actor, body.attachments)));
    }

    @Operation(
            operationId = "proposeDecision",
            summary = "提出处理意见 / propose a decision",
            description =
                    "逐项冲突写明处理方式。严重程度为 identity、major 的须经第二人审批;minor 的立即生效。\n\nWhat is to be done about each conflict. A second person approves where a conflict is of severity identity or major; else it is in force at once.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Proposal.class),
                                            examples = @ExampleObject(CaseExamples.PROPOSE))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/proposals", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> propose(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("settlements", "reason", "evidence"),
                (file, version, body) ->
                        new ProposeDecision(file, version, body.settlements, body.reason, body.evidence));
    }

    @Operation(
            operationId = "approveDecision",
            summary = "审批同意 / approve a decision",
            description =
                    "由审批员办理,不得为提出人本人。各方的值在提出后有变化的,不能同意。\n\nBy an approver who is not the proposer. What has changed since it was proposed cannot be approved.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Reason.class),
                                            examples = @ExampleObject(CaseExamples.REASON))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/approvals", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> approve(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("reason"),
                (file, version, body) -> new ApproveDecision(file, version, body.reason));
    }

    @Operation(
            operationId = "rejectDecision",
            summary = "审批退回 / reject a decision",
            description = "由审批员办理,不得为提出人本人;须写明理由。\n\nBy an approver who is not the proposer, with a reason.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Reason.class),
                                            examples = @ExampleObject(CaseExamples.REASON))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/rejections", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> reject(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("reason"),
                (file, version, body) -> new RejectDecision(file, version, body.reason));
    }

    @Operation(
            operationId = "escalateCase",
            summary = "提请协调 / escalate a case",
            description =
                    "数源之间不能达成一致的,先提请主管部门协调,再提请政府。\n\nWhere sources cannot agree: first to the authority, then to the government.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Escalation.class),
                                            examples = @ExampleObject(CaseExamples.ESCALATE))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/escalations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> escalate(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("to", "reason"),
                (file, version, body) -> new EscalateCase(file, version, body.to, body.reason));
    }

    @Operation(
            operationId = "extendCase",
            summary = "延期 / extend a case",
            description = "合计不超过 10 个工作日,须写明由谁同意。\n\nBy at most 10 working days in all, with who consented.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Extension.class),
                                            examples = @ExampleObject(CaseExamples.EXTEND))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/extensions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> extend(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("workingDays", "consentedBy", "reason"),
                (file, version, body) ->
                        new ExtendCase(file, version, body.workingDays, body.consentedBy, body.reason));
    }

    @Operation(
            operationId = "noteOnCase",
            summary = "记事 / note something",
            description =
                    "核查员、审批员、有关数源部门及提出疑问的部门可以记事;核查员可将疑问并入本工单。\n\nBy staff, the sources concerned and whose doubt it is. A steward may add a doubt to the case.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Note.class),
                                            examples = @ExampleObject(CaseExamples.NOTE))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/notes", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> note(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("text", "report"),
                (file, version, body) -> new NoteOnCase(file, version, body.text, body.report));
    }

    @Operation(
            operationId = "closeCase",
            summary = "办结 / close a case",
            description =
                    "没有未消除的冲突时,由核查员办结并反馈有关部门。\n\nWhen nothing is in doubt any more; the departments concerned are told.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Reason.class),
                                            examples = @ExampleObject(CaseExamples.REASON))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/closing", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> close(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("reason"),
                (file, version, body) -> new CloseCase(file, version, body.reason));
    }

    @Operation(
            operationId = "takeBackDecision",
            summary = "撤销裁定 / revoke a decision of the case",
            description = "由未提出该裁定的审批员办理,工单办结后亦可。撤销后,原冲突以新编号再次成立,工单随之重新开立。\n\n"
                    + "By an approver who did not propose it, also after the case was closed. What it settled is in doubt again, under a"
                    + " new number, and the case is opened again.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.TakingBack.class),
                                            examples = @ExampleObject(CaseExamples.TAKE_BACK))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/revocations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> takeBack(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("decision", "reason"),
                (file, version, body) -> new TakeBackDecision(file, version, body.decision, body.reason));
    }

    @Operation(
            operationId = "joinCases",
            summary = "并案 / join cases",
            description =
                    "主体已并入另一主体的,其工单由核查员并入该主体的工单。\n\nThe case of a subject that was merged into another goes on as the other's.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = IF_MATCH,
                            example = "\"3\""),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderBodies.Joining.class),
                                            examples = @ExampleObject(CaseExamples.JOIN))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OrderAnswer.class),
                                            examples = @ExampleObject(CaseExamples.TAKEN))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/join", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderAnswer> join(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id) {
        return order(
                actor,
                request,
                id,
                List.of("into", "reason"),
                (file, version, body) ->
                        new JoinCases(file, version, find(body.into).id(), body.reason));
    }
}
