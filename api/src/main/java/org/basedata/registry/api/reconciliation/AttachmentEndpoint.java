package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.reconciliation.Attachment;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.projections.reconciliation.Attachments;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files that answers rest on. */
@Tag(name = "cases", description = "核查工单 / reconciliation cases")
@Roles({Role.STEWARD, Role.APPROVER, Role.AUDITOR, Role.SOURCE, Role.CONSUMER})
@RestController
@RequestMapping("/api/v1/cases/{id}/attachments")
final class AttachmentEndpoint {
    private static final String CASE = "工单的编号或 id / number or id of the case";

    private final Attachments attachments;
    private final Cases cases;
    private final CaseStreams streams;
    private final SentFiles sent;

    AttachmentEndpoint(Attachments attachments, Cases cases, CaseStreams streams, SentFiles sent) {
        this.attachments = attachments;
        this.cases = cases;
        this.streams = streams;
        this.sent = sent;
    }

    /** The file to be kept. */
    @Schema(name = "AttachmentFile", description = "要上传的附件 / the file to be kept")
    record File(
            @Schema(description = "At most 10 MB", type = "string", format = "binary")
            String file) {}

    @Operation(
            operationId = "keepAttachment",
            summary = "上传附件 / send an attachment",
            description =
                    "每个不超过 10 MB。答复核实请求时以 id 引用。\n\nAt most 10 MB each. An answer to a request then names it by its id.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = File.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is kept",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Attachment.class),
                                            examples = @ExampleObject(CaseExamples.KEPT))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_REFUSED,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.FIELD_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Attachment> keep(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id,
            @Parameter(hidden = true) @RequestPart("file") MultipartFile file)
            throws IOException {
        CaseSight sight = CaseSight.of(actor);
        ReconciliationCase of = find(id, sight);
        if (!sight.all() && sight.source() == null) throw CaseSight.notYours();
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(sent.keep(of, actor, file));
    }

    @Operation(
            operationId = "getAttachment",
            summary = "下载附件 / an attachment",
            description = "核查人员可下载全部附件,数源部门可下载本部门上传的。\n\nStaff get all, a source those that it has sent.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The bytes as they were sent",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"),
                                            examples = @ExampleObject("..."))))
    @Refuses({
        ProblemCode.ATTACHMENT_UNKNOWN,
        ProblemCode.CASE_UNKNOWN,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN
    })
    @GetMapping("/{attachment}")
    ResponseEntity<byte[]> get(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = CASE, example = CaseExamples.NUMBER) @PathVariable String id,
            @Parameter(description = "附件的 id / id of the attachment", example = CaseExamples.ATTACHMENT) @PathVariable
                    String attachment) {
        CaseSight sight = CaseSight.of(actor);
        ReconciliationCase of = find(id, sight);
        Attachments.Kept kept = attachments.find(of.id(), uuid(attachment)).orElseThrow(AttachmentEndpoint::unknown);
        if (!sight.all() && (sight.source() == null || !sight.source().equals(kept.department())))
            throw CaseSight.notYours();
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(kept.attachment().name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                // Whatever it is said to be: a browser must not show it as a page of ours.
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(kept.content());
    }

    private ReconciliationCase find(String id, CaseSight sight) {
        ListedCase row = cases.find(id).orElseThrow(CaseEndpoint::unknown);
        ReconciliationCase file = streams.load(Set.of(row.id())).get(row.id());
        sight.mustSee(file);
        return file;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.ATTACHMENT_UNKNOWN, "没有该附件", "there is no such attachment");
    }
}
