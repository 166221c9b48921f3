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
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.projections.sharing.Members;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Confidentiality agreements: without one nothing personal and no business secret is read. */
@Tag(name = "confidentiality", description = "保密协议 / confidentiality agreements")
@Roles({Role.CONSUMER, Role.SOURCE, Role.INFORMATION_OFFICER, Role.CATALOGUE_ADMIN, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/confidentiality", produces = MediaType.APPLICATION_JSON_VALUE)
final class ConfidentialityEndpoint {
    private static final int MOST_BYTES = 1 << 16;

    private final SharingOrders orders;
    private final Members members;

    ConfidentialityEndpoint(SharingOrders orders, Members members) {
        this.orders = orders;
        this.members = members;
    }

    @Operation(
            operationId = "listConfidentiality",
            summary = "列出保密协议 / list confidentiality agreements",
            description = "部门只见本部门的;目录管理员、审计员见全部。\n\n"
                    + "A department sees its own, the catalogue administrator and auditors see all.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Confidentiality agreements",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ConfidentialityAnswer.class),
                                            examples = @ExampleObject(SharingExamples.CONFIDENTIALITY))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping
    ResponseEntity<ConfidentialityAnswer> list(@Parameter(hidden = true) Actor actor) {
        SharingSight sight = SharingSight.of(actor);
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(ConfidentialityAnswer.of(sight.all() ? members.all() : List.of(members.of(sight.department()))));
    }

    @Operation(
            operationId = "recordConfidentiality",
            summary = "登记保密协议 / put a confidentiality agreement on record",
            description = "由目录管理员登记。\n\nBy the catalogue administrator.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.Confidentiality.class),
                                            examples = @ExampleObject(SharingExamples.CONFIDENTIAL))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "Those of the department",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ConfidentialityAnswer.class),
                                            examples = @ExampleObject(SharingExamples.CONFIDENTIALITY))))
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
    ResponseEntity<ConfidentialityAnswer> record(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        SharingBody body =
                SharingBody.read(RequestBody.read(request, MOST_BYTES), "department", "reference", "from", "until");
        Member member = SharingRefusals.told(() -> orders.take(
                actor,
                new SharingCommand.RecordConfidentiality(
                        body.text("department"), body.text("reference"), body.day("from"), body.day("until"))));
        return ResponseEntity.created(URI.create("/api/v1/confidentiality"))
                .header("Cache-Control", "no-store")
                .body(ConfidentialityAnswer.of(List.of(member)));
    }

    @Operation(
            operationId = "endConfidentiality",
            summary = "终止保密协议 / end a confidentiality agreement",
            description = "由目录管理员办理,即时生效。\n\nBy the catalogue administrator, at once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.ConfidentialityEnd.class),
                                            examples = @ExampleObject(SharingExamples.CONFIDENTIALITY_END))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Those of the department",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ConfidentialityAnswer.class),
                                            examples = @ExampleObject(SharingExamples.CONFIDENTIALITY))))
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
    @PostMapping(path = "/end", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConfidentialityAnswer> end(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), "department", "reference", "reason");
        Member member = SharingRefusals.told(() -> orders.take(
                actor,
                new SharingCommand.EndConfidentiality(
                        body.text("department"), body.text("reference"), body.text("reason"))));
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(ConfidentialityAnswer.of(List.of(member)));
    }
}
