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
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.sharing.Member;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.projections.sharing.Members;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What departments read for. */
@Tag(name = "purposes", description = "用途 / purposes of departments")
@Roles({Role.CONSUMER, Role.SOURCE, Role.INFORMATION_OFFICER, Role.CATALOGUE_ADMIN, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/purposes", produces = MediaType.APPLICATION_JSON_VALUE)
final class PurposeEndpoint {
    private static final int MOST_BYTES = 1 << 16;

    private final SharingOrders orders;
    private final Members members;

    PurposeEndpoint(SharingOrders orders, Members members) {
        this.orders = orders;
        this.members = members;
    }

    @Operation(
            operationId = "listPurposes",
            summary = "列出用途 / list purposes",
            description =
                    "部门只见本部门的;目录管理员、审计员见全部。已停用的也列出。\n\n"
                            + "A department sees its own, the catalogue administrator and auditors see all; ended ones included.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Purposes",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = PurposesAnswer.class),
                                            examples = @ExampleObject(SharingExamples.PURPOSES))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping
    ResponseEntity<PurposesAnswer> list(@Parameter(hidden = true) Actor actor) {
        SharingSight sight = SharingSight.of(actor);
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(PurposesAnswer.of(sight.all() ? members.all() : List.of(members.of(sight.department()))));
    }

    @Operation(
            operationId = "enterPurpose",
            summary = "登记用途 / enter a purpose",
            description =
                    "由本部门信息主管登记;代码不能重复使用。查询时以请求头 X-Purpose 写明。\n\n"
                            + "By the department's own information officer; a code is of use once. Requests for data name it in the header X-Purpose.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.NewPurpose.class),
                                            examples = @ExampleObject(SharingExamples.PURPOSE))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "The purposes of the department",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = PurposesAnswer.class),
                                            examples = @ExampleObject(SharingExamples.PURPOSES))))
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
    ResponseEntity<PurposesAnswer> enter(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), "code", "wording", "legalBasis");
        Member member = SharingRefusals.told(() -> orders.take(
                actor,
                new SharingCommand.EnterPurpose(
                        actor.department(),
                        new Purpose(body.text("code"), body.text("wording"), body.text("legalBasis")))));
        return ResponseEntity.created(URI.create("/api/v1/purposes"))
                .header("Cache-Control", "no-store")
                .body(PurposesAnswer.of(List.of(member)));
    }

    @Operation(
            operationId = "endPurpose",
            summary = "停用用途 / end a purpose",
            description = "由本部门信息主管停用,即时生效。\n\nBy the department's own information officer, at once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.Reason.class),
                                            examples = @ExampleObject(SharingExamples.CONSENT))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The purposes of the department",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = PurposesAnswer.class),
                                            examples = @ExampleObject(SharingExamples.PURPOSES))))
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
    @PostMapping(path = "/{code}/end", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PurposesAnswer> end(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = "用途代码 / code of the purpose", example = "ENROLMENT") @PathVariable String code) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), "reason");
        Member member = SharingRefusals.told(
                () -> orders.take(actor, new SharingCommand.EndPurpose(actor.department(), code, body.text("reason"))));
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(PurposesAnswer.of(List.of(member)));
    }
}
