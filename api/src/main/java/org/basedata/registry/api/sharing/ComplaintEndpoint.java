package org.basedata.registry.api.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.sharing.Complaint;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.projections.sharing.Members;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Complaints of departments about each other. */
@Tag(name = "complaints", description = "投诉 / complaints of departments about each other")
@Roles({Role.CONSUMER, Role.SOURCE, Role.INFORMATION_OFFICER, Role.CATALOGUE_ADMIN, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/complaints", produces = MediaType.APPLICATION_JSON_VALUE)
final class ComplaintEndpoint {
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_RESULTS = 1_000;

    private final SharingOrders orders;
    private final Members members;
    private final PageMarks marks;

    ComplaintEndpoint(SharingOrders orders, Members members, PageMarks marks) {
        this.orders = orders;
        this.members = members;
        this.marks = marks;
    }

    @Operation(
            operationId = "listComplaints",
            summary = "列出投诉 / list complaints",
            description = "最近的在前。部门只见本部门提出的;目录管理员、审计员见全部。\n\n"
                    + "The latest first. A department sees its own, the catalogue administrator and auditors see all.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ComplaintsAnswer.class),
                                            examples = @ExampleObject(SharingExamples.COMPLAINTS))))
    @Refuses({
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping
    ResponseEntity<ComplaintsAnswer> list(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "true 已答复,false 未答复 / whether it is answered", example = "false")
                    @RequestParam(required = false)
                    Boolean answered,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "50")
                    @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        SharingSight sight = SharingSight.of(actor);
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        String question = "complaints|" + sight + "|" + answered;
        String after = next == null ? null : marks.read(question, next).get(0);
        List<Complaint> found = members.complaints(sight.department(), answered, after, limit + 1);
        boolean more = found.size() > limit;
        List<Complaint> page = more ? found.subList(0, limit) : found;
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new ComplaintsAnswer(
                        page.stream().map(ComplaintAnswer::of).toList(),
                        more ? marks.write(question, page.get(limit - 1).filed().number()) : null));
    }

    @Operation(
            operationId = "fileComplaint",
            summary = "投诉 / complain",
            description = "部门认为其他部门未依规共享、使用数据时提出,由目录管理员处理并书面答复。\n\n"
                    + "A department holds that another does not share or use data as the rules say; the catalogue administrator looks into it and"
                    + " answers in writing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.NewComplaint.class),
                                            examples = @ExampleObject(SharingExamples.COMPLAINT_NEW))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "It is on record",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ComplaintAnswer.class),
                                            examples = @ExampleObject(SharingExamples.COMPLAINT))))
    @Refuses({
        ProblemCode.AGREEMENT_REFUSED,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ComplaintAnswer> begin(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), "about", "text");
        Complaint taken = SharingRefusals.told(
                () -> orders.take(actor, new SharingCommand.FileComplaint(body.text("about"), body.text("text"))));
        return ResponseEntity.created(URI.create("/api/v1/complaints"))
                .header("Cache-Control", "no-store")
                .body(ComplaintAnswer.of(taken));
    }

    @Operation(
            operationId = "answerComplaint",
            summary = "答复投诉 / answer a complaint",
            description = "由目录管理员答复,写明处理情况。\n\nBy the catalogue administrator, with what was done about it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.ComplaintAnswer.class),
                                            examples = @ExampleObject(SharingExamples.COMPLAINT_ANSWERED))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is answered",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ComplaintAnswer.class),
                                            examples = @ExampleObject(SharingExamples.COMPLAINT))))
    @Refuses({
        ProblemCode.AGREEMENT_REFUSED,
        ProblemCode.AGREEMENT_UNKNOWN,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @Roles(Role.CATALOGUE_ADMIN)
    @PostMapping(path = "/{number}/answer", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ComplaintAnswer> answer(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = "编号 / number", example = "P-000017") @PathVariable String number) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), "answer", "handling");
        Complaint asked = members.complaint(number).orElseThrow(SharingRefusals::unknown);
        Complaint taken = SharingRefusals.told(() -> orders.take(
                actor, new SharingCommand.AnswerComplaint(asked.id(), body.text("answer"), body.text("handling"))));
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(ComplaintAnswer.of(taken));
    }
}
