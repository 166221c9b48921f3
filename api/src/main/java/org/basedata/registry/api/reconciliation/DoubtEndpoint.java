package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.api.signin.WhoAsks;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.subject.MasterRecords;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where departments that use data say that a value is wrong, and learn what became of that. */
@Tag(name = "doubts", description = "校核申请 / doubts of departments that use data")
@Roles({Role.STEWARD, Role.APPROVER, Role.AUDITOR, Role.SOURCE, Role.CONSUMER})
@RestController
@RequestMapping(path = "/api/v1/doubts", produces = MediaType.APPLICATION_JSON_VALUE)
final class DoubtEndpoint {
    private static final int MOST_BYTES = 64 * 1024;

    private final Doubts doubts;
    private final MasterRecords masterRecords;

    DoubtEndpoint(Doubts doubts, MasterRecords masterRecords) {
        this.doubts = doubts;
        this.masterRecords = masterRecords;
    }

    @Operation(
            operationId = "reportDoubt",
            summary = "提出校核申请 / report a doubt",
            description = "数据使用部门认为某主体的某项数据不准确、不完整时提出(国务院令第 809 号第二十六条)。并入该主体未办结的工单,没有则新开;"
                    + "立即请提供部门核实,10 个工作日内答复。\n\n"
                    + "A department that uses data holds a value to be wrong or incomplete (Decree 809, article 26). The subject's open case"
                    + " looks into it, or a new one; the provider is asked at once and answers within 10 working days.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DoubtBody.class),
                                            examples = @ExampleObject(CaseExamples.DOUBT_REPORTED))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "It is on record",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DoubtAnswer.class),
                                            examples = @ExampleObject(CaseExamples.DOUBT))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CASE_REFUSED,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.NO_RECORD,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DoubtAnswer> report(@Parameter(hidden = true) Actor me, HttpServletRequest request) {
        WhoAsks.require(me, Role.CONSUMER);
        String[] texts = new String[4];
        List<String> evidence = new ArrayList<>();
        JsonBody.read(RequestBody.read(request, MOST_BYTES), (field, json) -> {
            switch (field) {
                case "ref" -> texts[0] = json.text();
                case "item" -> texts[1] = json.text();
                case "text" -> texts[2] = json.text();
                case "believed" -> texts[3] = json.text();
                case "evidence" -> json.array(each -> evidence.add(each.text()));
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (texts[0] == null || texts[1] == null || texts[2] == null)
            throw new RequestRefused(ProblemCode.FIELD_MISSING, "须有 ref、item、text", "ref, item and text are needed");
        SubjectId ref = Parameters.ref(texts[0]);
        for (SubjectType type : SubjectType.values()) {
            if (masterRecords.byRef(type, ref, null).isEmpty()) continue;
            if (doubts.provider(type, texts[1]).isEmpty())
                throw new RequestRefused(ProblemCode.ITEM_UNKNOWN, "目录中没有该数据项", "the catalogue has no such item")
                        .at("item");
            Doubts.Doubt doubt =
                    Refusals.told(() -> doubts.report(me, ref, type, texts[1], texts[2], texts[3], evidence));
            return ResponseEntity.created(URI.create("/api/v1/doubts/" + doubt.id()))
                    .header("Cache-Control", "no-store")
                    .body(DoubtAnswer.of(doubt));
        }
        throw new RequestRefused(ProblemCode.NO_RECORD, "没有该主体", "there is no such subject").at("ref");
    }

    @Operation(
            operationId = "getDoubt",
            summary = "查看校核申请的办理情况 / see what became of a doubt",
            description = "只有提出部门和核查人员可以查看。\n\nFor the department that reported it, and for staff.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The doubt",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DoubtAnswer.class),
                                            examples = @ExampleObject(CaseExamples.DOUBT))))
    @Refuses({ProblemCode.NO_RECORD, ProblemCode.NOT_SIGNED_IN})
    @GetMapping("/{id}")
    ResponseEntity<DoubtAnswer> get(
            @Parameter(hidden = true) Actor me,
            @Parameter(description = "校核申请编号 / id of the doubt", example = "C-000017.1") @PathVariable String id) {
        return doubts.find(me, id)
                .map(doubt -> ResponseEntity.ok()
                        .header("Cache-Control", "private, no-cache")
                        .body(DoubtAnswer.of(doubt)))
                .orElseThrow(() ->
                        new RequestRefused(ProblemCode.NO_RECORD, "本部门没有这一校核申请", "your department has no such doubt"));
    }
}
