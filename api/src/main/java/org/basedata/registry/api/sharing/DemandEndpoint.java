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
import org.basedata.registry.core.sharing.Demand;
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

/** What departments need and the catalogue does not have. */
@Tag(name = "demands", description = "数据需求 / demands for what the catalogue does not have")
@Roles({Role.CONSUMER, Role.SOURCE, Role.INFORMATION_OFFICER, Role.CATALOGUE_ADMIN, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/demands", produces = MediaType.APPLICATION_JSON_VALUE)
final class DemandEndpoint {
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_RESULTS = 1_000;

    private final SharingOrders orders;
    private final Members members;
    private final PageMarks marks;

    DemandEndpoint(SharingOrders orders, Members members, PageMarks marks) {
        this.orders = orders;
        this.members = members;
        this.marks = marks;
    }

    @Operation(
            operationId = "listDemands",
            summary = "列出数据需求 / list demands",
            description = "最近的在前。部门只见本部门提出的;目录管理员、审计员见全部。\n\n"
                    + "The latest first. A department sees its own, the catalogue administrator and auditors see all.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DemandsAnswer.class),
                                            examples = @ExampleObject(SharingExamples.DEMANDS))))
    @Refuses({
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping
    ResponseEntity<DemandsAnswer> list(
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
        String question = "demands|" + sight + "|" + answered;
        String after = next == null ? null : marks.read(question, next).get(0);
        List<Demand> found = members.demands(sight.department(), answered, after, limit + 1);
        boolean more = found.size() > limit;
        List<Demand> page = more ? found.subList(0, limit) : found;
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new DemandsAnswer(
                        page.stream().map(DemandAnswer::of).toList(),
                        more
                                ? marks.write(
                                        question, page.get(limit - 1).recorded().number())
                                : null));
    }

    @Operation(
            operationId = "recordDemand",
            summary = "提出数据需求 / record a demand",
            description = "目录中没有的数据,由需要的部门提出,写明可能的提供部门,由目录管理员答复。\n\n"
                    + "A department needs what the catalogue does not have, and names departments that may have it; the catalogue administrator"
                    + " answers.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.NewDemand.class),
                                            examples = @ExampleObject(SharingExamples.DEMAND_NEW))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "It is on record",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DemandAnswer.class),
                                            examples = @ExampleObject(SharingExamples.DEMAND))))
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
    ResponseEntity<DemandAnswer> begin(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), "need", "providers");
        Demand taken = SharingRefusals.told(
                () -> orders.take(actor, new SharingCommand.RecordDemand(body.text("need"), body.codes)));
        return ResponseEntity.created(URI.create("/api/v1/demands"))
                .header("Cache-Control", "no-store")
                .body(DemandAnswer.of(taken));
    }

    @Operation(
            operationId = "answerDemand",
            summary = "答复数据需求 / answer a demand",
            description = "由目录管理员答复。\n\nBy the catalogue administrator.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.DemandAnswer.class),
                                            examples = @ExampleObject(SharingExamples.DEMAND_ANSWERED))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is answered",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DemandAnswer.class),
                                            examples = @ExampleObject(SharingExamples.DEMAND))))
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
    ResponseEntity<DemandAnswer> answer(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = "编号 / number", example = "D-000017") @PathVariable String number) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), "answer", "codes");
        Demand asked = members.demand(number).orElseThrow(SharingRefusals::unknown);
        Demand taken = SharingRefusals.told(
                () -> orders.take(actor, new SharingCommand.AnswerDemand(asked.id(), body.text("answer"), body.codes)));
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(DemandAnswer.of(taken));
    }
}
