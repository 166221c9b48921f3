package org.basedata.registry.api.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.api.subject.LogPosition;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.IdentityActs;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityRefused;
import org.basedata.registry.core.identity.SplitSubject;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.projections.subject.Identities;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Numbers that change, collide, split and merge. */
@Tag(name = "identity", description = "主体身份:号码变更、合并、拆分、归属、承继 / identity of subjects")
@Roles({Role.STEWARD, Role.APPROVER})
@RestController
@RequestMapping(path = "/api/v1/identity", produces = MediaType.APPLICATION_JSON_VALUE)
final class IdentityEndpoint {
    private static final int MOST_BYTES = 1 << 20;

    private final Answering answering;
    private final IdentityActs acts;
    private final Identities identities;
    private final SubjectIds ids;
    private final LogPosition position;

    IdentityEndpoint(
            Answering answering, IdentityActs acts, Identities identities, SubjectIds ids, LogPosition position) {
        this.answering = answering;
        this.acts = acts;
        this.identities = identities;
        this.ids = ids;
        this.position = position;
    }

    @Operation(
            operationId = "takeAct",
            summary = "办理身份处置 / take an act about identity",
            description =
                    "更换号码(REPLACE_IDENTIFIER)、合并(MERGE)、拆分(SPLIT)、记录归属(ASSIGN_RECORDS)、法人承继(SUCCESSION)、"
                            + "撤销(REVOKE)。须写明经办人、理由和依据。立即生效,可以撤销;来源记录不丢失,之后到达的报送同样按处置归属。\n\n"
                            + "Takes effect at once and can be revoked. No record is lost; what is submitted later follows the act, too.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ActBody.class),
                                            examples = {
                                                @ExampleObject(name = "number replaced", value = Examples.ACT_REPLACE),
                                                @ExampleObject(name = "merge", value = Examples.ACT_MERGE),
                                                @ExampleObject(name = "split", value = Examples.ACT_SPLIT)
                                            })),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The act is in force",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ActAnswer.class),
                                            examples = @ExampleObject(Examples.ACT_TAKEN))))
    @Refuses({
        ProblemCode.ACT_REFUSED,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.PARAMETER_INVALID
    })
    @Roles({Role.STEWARD, Role.APPROVER, Role.SOURCE})
    @PostMapping(path = "/acts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ActAnswer> take(Actor actor, HttpServletRequest request) {
        byte[] body = org.basedata.registry.api.body.RequestBody.read(request, MOST_BYTES);
        IdentityCommand command = ActReading.read(body, ids, UUID::randomUUID);
        mustBeOwn(actor, command.act().by());
        try {
            SubjectId subject = acts.take(command);
            List<String> parts = command instanceof SplitSubject split
                    ? split.parts().stream()
                            .map(part -> part.party().subject().toString())
                            .toList()
                    : List.of();
            return ResponseEntity.ok()
                    .header("Cache-Control", "no-store")
                    .body(new ActAnswer(
                            command.act().id().toString(), subject.toString(), parts, Long.toString(position.now())));
        } catch (IdentityRefused refused) {
            throw new RequestRefused(
                            ProblemCode.ACT_REFUSED,
                            refused.fault().message(),
                            refused.fault().messageEn())
                    .at(refused.fault().item())
                    .faults(List.of(refused.fault()));
        }
    }

    @Operation(
            operationId = "getIdentity",
            summary = "主体的来源记录与身份处置 / a subject's records and the acts about it",
            description =
                    "拆分或归属之前逐条查看来源记录;办理过的处置及其依据、撤销情况。\n\n"
                            + "Every source record that stands with the subject, to decide about one by one, and all acts with their reasons.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Records and acts",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = IdentityAnswer.class),
                                            examples = @ExampleObject(Examples.IDENTITY))))
    @Refuses(ProblemCode.NO_RECORD)
    @GetMapping("/subjects/{ref}")
    ResponseEntity<IdentityAnswer> identity(
            Actor actor,
            @Parameter(description = "主体的 ref / the subject's reference", example = Examples.REF) @PathVariable
                    String ref) {
        SubjectId subject;
        try {
            subject = SubjectId.of(ref);
        } catch (IllegalArgumentException e) {
            throw noRecord();
        }
        IdentityAnswer answer = IdentityAnswer.of(identities.of(subject).orElseThrow(IdentityEndpoint::noRecord));
        answering.record(actor, Set.of("name"), List.of(subject));
        return ResponseEntity.ok().header("Cache-Control", "private, no-cache").body(answer);
    }

    /** Staff enter what any source has decided about its numbers; a source, only what it has decided itself. */
    private static void mustBeOwn(Actor actor, String by) {
        if (actor.is(Role.STEWARD) || actor.is(Role.APPROVER) || by.equals(actor.department())) return;
        throw new RequestRefused(
                        ProblemCode.NOT_ALLOWED,
                        "数源部门只能办理本部门负责的号码",
                        "a source decides about the numbers that it is responsible for itself")
                .at("by");
    }

    private static RequestRefused noRecord() {
        return new RequestRefused(ProblemCode.NO_RECORD, "没有该主体", "there is no such subject");
    }
}
