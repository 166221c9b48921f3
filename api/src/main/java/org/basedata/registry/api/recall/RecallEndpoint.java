package org.basedata.registry.api.recall;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.projections.recall.ChangedSince;
import org.basedata.registry.projections.recall.ChangesSinceRead;
import org.basedata.registry.projections.recall.Recall;
import org.basedata.registry.projections.recall.RecallFilter;
import org.basedata.registry.projections.recall.RecallPage;
import org.basedata.registry.projections.recall.Recalls;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where departments learn that what they read is said otherwise now, and say that they have. No value is told: they ask again. */
@Tag(name = "recalls", description = "纠错召回 / what was read and is said otherwise now")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
final class RecallEndpoint {
    private static final int MOST_RESULTS = 1_000;
    private static final int MOST_ANSWERS = 200;
    private static final int MOST_BYTES = 16 * 1024;
    private static final int LONGEST_CASE = 100;

    private final Recalls recalls;
    private final ChangesSinceRead changes;
    private final Acknowledging acknowledging;
    private final Answering answering;
    private final PageMarks marks;

    RecallEndpoint(
            Recalls recalls,
            ChangesSinceRead changes,
            Acknowledging acknowledging,
            Answering answering,
            PageMarks marks) {
        this.acknowledging = acknowledging;
        this.recalls = recalls;
        this.changes = changes;
        this.answering = answering;
        this.marks = marks;
    }

    @Operation(
            operationId = "listRecalls",
            summary = "列出召回 / list recalls",
            description =
                    "数据使用部门查看本部门的召回:读取过、而登记系统对所问之日现已有不同说法的数据项。不给出值,需要时重新读取。"
                            + "核查员、审批员、审计员以 subject 查看某主体通知了哪些部门、哪些已确认。召回跟随日志写成(处理器 recalls)。\n\n"
                            + "A department sees its own: items that it read and of which the registry says something else now for the day that was"
                            + " asked about. No value is told; it is read again. Stewards, approvers and auditors name a `subject` and see which"
                            + " departments were told and which have acknowledged. Recalls follow the log (processor `recalls`).",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of recalls, the latest first",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = RecallsAnswer.class),
                                            examples = @ExampleObject(RecallExamples.RECALLS))))
    @Refuses({ProblemCode.NEXT_INVALID, ProblemCode.NOT_ALLOWED, ProblemCode.PARAMETER_INVALID})
    @Roles({Role.CONSUMER, Role.INFORMATION_OFFICER, Role.STEWARD, Role.APPROVER, Role.AUDITOR})
    @GetMapping("/recalls")
    ResponseEntity<RecallsAnswer> list(
            @Parameter(hidden = true) Actor actor,
            @Parameter(
                            description = "true:待确认的;false:其余 / true: not acknowledged yet; false: the others",
                            example = "true")
                    @RequestParam(required = false)
                    String open,
            @Parameter(
                            name = "case",
                            description = "本部门的办件编号 / a file of the department's own, as X-Case named it",
                            example = "RX-2026-0831")
                    @RequestParam(name = "case", required = false)
                    String caseReference,
            @Parameter(description = "主体的 ref / reference of the subject as it was read", example = Examples.REF)
                    @RequestParam(required = false)
                    String subject,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        SubjectId ref = subject(subject);
        boolean staff = ref != null && (actor.is(Role.STEWARD) || actor.is(Role.APPROVER) || actor.is(Role.AUDITOR));
        RecallFilter filter = new RecallFilter(
                staff ? null : ownDepartment(actor), ref, bool(open), staff ? null : reference(caseReference));
        String question = "recalls|" + filter + "|" + actor.name();
        RecallPage page = recalls.list(
                filter, next == null ? null : marks.read(question, next).get(0), limit);
        Set<String> items = page.results().stream().map(Recall::item).collect(Collectors.toSet());
        answering.recordRecall(
                actor,
                filter.caseReference(),
                items,
                page.results().stream().map(Recall::subject).toList());
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new RecallsAnswer(
                        page.results().stream()
                                .map(each -> RecallAnswer.of(each, !staff))
                                .toList(),
                        page.next() == null ? null : marks.write(question, page.next())));
    }

    @Operation(
            operationId = "acknowledgeRecall",
            summary = "确认召回 / acknowledge a recall",
            description =
                    "本部门已知悉并处理。此后同一数据项再有变化,另行通知。\n\n"
                            + "The department knows and has done what was to be done. When the item changes again it is told anew.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AcknowledgementBody.class),
                                            examples = @ExampleObject(RecallExamples.ACKNOWLEDGE))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The recall as it is now",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = RecallAnswer.class),
                                            examples = @ExampleObject(RecallExamples.ACKNOWLEDGED))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.RECALL_CHANGED,
        ProblemCode.RECALL_UNKNOWN
    })
    @Roles(Role.CONSUMER)
    @PostMapping(path = "/recalls/{id}/acknowledgement", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RecallAnswer> acknowledge(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "召回编号 / id of the recall", example = RecallExamples.ID) @PathVariable String id,
            HttpServletRequest request) {
        Integer[] revision = new Integer[1];
        String[] note = new String[1];
        JsonBody.read(RequestBody.read(request, MOST_BYTES), (field, json) -> {
            switch (field) {
                case "revision" -> revision[0] = json.integer();
                case "note" -> note[0] = json.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (revision[0] == null)
            throw new RequestRefused(
                    ProblemCode.FIELD_MISSING,
                    "须有 revision:所见召回的版本",
                    "revision is needed: that of the recall as it was seen");
        Recall recall = acknowledging.acknowledge(ownDepartment(actor), actor.name(), id, revision[0], note[0]);
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(RecallAnswer.of(recall, true));
    }

    @Operation(
            operationId = "listChangesSinceRead",
            summary = "办件所读数据此后的变化 / what has changed since it was read for a file",
            description = "本部门以 X-Case 为某办件读取的数据项中,对所问之日现已有不同说法的。当场计算,不给出值。\n\n"
                    + "Of what the department read with that `X-Case`, the items of which the registry says something else now for the day"
                    + " that was asked about. Worked out when it is asked; no value is told.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page, in the order of the reading",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ChangesAnswer.class),
                                            examples = @ExampleObject(RecallExamples.CHANGES))))
    @Refuses({ProblemCode.NEXT_INVALID, ProblemCode.NOT_ALLOWED, ProblemCode.PARAMETER_INVALID})
    @Roles({Role.CONSUMER, Role.INFORMATION_OFFICER})
    @GetMapping("/changes-since-read")
    ResponseEntity<ChangesAnswer> changes(
            @Parameter(hidden = true) Actor actor,
            @Parameter(name = "case", description = "本部门的办件编号 / the file, as X-Case named it", example = "RX-2026-0831")
                    @RequestParam(name = "case", required = false)
                    String caseReference,
            @Parameter(description = "每页查看的读取次数,1 至 200 / answers looked at a page, 1 to 200", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        Parameters.within("limit", limit, 1, MOST_ANSWERS);
        String department = ownDepartment(actor);
        String reference = reference(caseReference);
        if (reference == null)
            throw Parameters.invalid("case", "须有 case:本部门的办件编号", "case is needed: the department's file");
        String question = "changes-since-read|" + department + "|" + reference + "|" + actor.name();
        ChangesSinceRead.Page page = changes.of(
                department,
                reference,
                next == null ? null : marks.read(question, next).get(0),
                limit);
        Set<String> items = page.results().stream().map(ChangedSince::item).collect(Collectors.toSet());
        List<SubjectId> subjects =
                page.results().stream().map(ChangedSince::subject).toList();
        answering.recordRecall(actor, reference, items, subjects);
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new ChangesAnswer(
                        page.results().stream().map(ChangesAnswer.Changed::of).toList(),
                        page.next() == null ? null : marks.write(question, page.next())));
    }

    private static String ownDepartment(Actor actor) {
        boolean reads = actor.is(Role.CONSUMER) || actor.is(Role.INFORMATION_OFFICER);
        if (reads && actor.department() != null) return actor.department();
        throw new RequestRefused(
                ProblemCode.NOT_ALLOWED,
                "数据使用部门查看本部门的召回;核查员、审批员、审计员须以 subject 指明主体",
                "a department that uses data sees its own recalls; stewards, approvers and auditors name a subject");
    }

    private static SubjectId subject(String ref) {
        if (ref == null) return null;
        try {
            return new SubjectId(UUID.fromString(ref));
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("subject", "subject 应为应答中的 ref", "subject is the ref of an answer");
        }
    }

    private static String reference(String caseReference) {
        if (caseReference == null) return null;
        String reference = caseReference.strip();
        if (reference.isEmpty() || reference.length() > LONGEST_CASE)
            throw Parameters.invalid(
                    "case", "case 为 1 至 " + LONGEST_CASE + " 个字符", "case has 1 to " + LONGEST_CASE + " characters");
        return reference;
    }

    private static Boolean bool(String open) {
        if (open == null) return null;
        if (open.equals("true")) return Boolean.TRUE;
        if (open.equals("false")) return Boolean.FALSE;
        throw Parameters.invalid("open", "open 应为 true 或 false", "open is true or false");
    }
}
