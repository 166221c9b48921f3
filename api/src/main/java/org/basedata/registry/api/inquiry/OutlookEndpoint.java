package org.basedata.registry.api.inquiry;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells beforehand what may be seen. */
@Tag(name = "entitlement", description = "可读取的范围 / what may be seen")
@Roles({Role.CONSUMER, Role.STEWARD, Role.APPROVER, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/entitlement", produces = MediaType.APPLICATION_JSON_VALUE)
final class OutlookEndpoint {
    private final Answering answering;

    OutlookEndpoint(Answering answering) {
        this.answering = answering;
    }

    @Operation(
            operationId = "getEntitlement",
            summary = "预查:可读取哪些数据项、凭何授权、至何时 / what may I see, for which purpose, until when",
            description = "按本部门登记的各用途,逐项列出能否读取、显示程度、所凭授权及到期日;不能读取的说明缺少什么。不查询任何主体。\n\n"
                    + "For each purpose that the department has entered: every item, how much of it is shown, by which agreement and until"
                    + " when, or what is lacking. No subject is looked up.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Item by item",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OutlookAnswer.class),
                                            examples = @ExampleObject(Examples.ENTITLEMENT))))
    @Refuses({ProblemCode.FIELD_MISSING, ProblemCode.PARAMETER_INVALID})
    @GetMapping
    ResponseEntity<OutlookAnswer> entitlement(
            Actor actor,
            @Parameter(description = "PERSON, LEGAL_ENTITY", example = "PERSON") @RequestParam String type) {
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(answering.outlook(actor, Parameters.oneOf(SubjectType.class, "type", type)));
    }
}
