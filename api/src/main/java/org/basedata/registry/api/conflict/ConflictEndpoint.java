package org.basedata.registry.api.conflict;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.conflict.ConflictPage;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.conflict.ListedConflict;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where staff see what is in doubt. */
@Tag(name = "conflicts", description = "冲突与挂起记录 / conflicts and held records")
@Roles({Role.STEWARD, Role.APPROVER, Role.SOURCE})
@RestController
@RequestMapping(path = "/api/v1/conflicts", produces = MediaType.APPLICATION_JSON_VALUE)
final class ConflictEndpoint {
    private static final int MOST_RESULTS = 1_000;

    private final Conflicts conflicts;
    private final Answering answering;
    private final Catalogue catalogue;
    private final PageMarks marks;
    private final Clock clock;

    ConflictEndpoint(Conflicts conflicts, Answering answering, Catalogue catalogue, PageMarks marks, Clock clock) {
        this.answering = answering;
        this.conflicts = conflicts;
        this.catalogue = catalogue;
        this.marks = marks;
        this.clock = clock;
    }

    @Operation(
            operationId = "listConflicts",
            summary = "列出冲突与挂起记录 / list conflicts and holds",
            description = "不加条件时列出全部,含已了结的;open=true 只列需要处理的:尚未了结,且期间未过或涉及身份。各条件须同时满足。"
                    + "跨主体规则的违反跟随日志写成(处理器 cross-rules),消除后不再列出。\n\n"
                    + "Without filters all are listed, settled ones too; `open=true` lists those staff have to look at: not settled,"
                    + " and not over or touching identity. All filters must hold. Violations of rules across subjects follow the log"
                    + " (processor `cross-rules`) and are no longer listed once they are healed.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of conflicts, oldest first",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ConflictsAnswer.class),
                                            examples = @ExampleObject(Examples.CONFLICTS))))
    @Refuses({
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NEXT_INVALID,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.SOURCE_UNKNOWN
    })
    @GetMapping
    ResponseEntity<ConflictsAnswer> list(
            Actor actor,
            @Parameter(description = "数据项 / the item in doubt", example = "maritalStatus")
                    @RequestParam(required = false)
                    String item,
            @Parameter(description = "持有其中一个值的数源部门 / a source with one of the competing values", example = "MZ")
                    @RequestParam(required = false)
                    String source,
            @Parameter(description = "identity, major, minor", example = "major") @RequestParam(required = false)
                    String severity,
            @Parameter(
                            description =
                                    "存疑主体或所涉另一主体的 ref / reference of the subject in doubt, or of the other one that is concerned",
                            example = Examples.REF)
                    @RequestParam(required = false)
                    String ref,
            @Parameter(description = "ITEM, HOLD, VERSION_REUSED, RULE", example = "ITEM")
                    @RequestParam(required = false)
                    String kind,
            @Parameter(description = "true:需要处理的;false:其余 / true: to be looked at; false: the others", example = "true")
                    @RequestParam(required = false)
                    String open,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        ConflictFilter filter = new ConflictFilter(
                Parameters.item(catalogue, item),
                inSight(actor, Parameters.source(catalogue, source)),
                Parameters.oneOf(Severity.class, "severity", severity),
                Parameters.ref(ref),
                Parameters.oneOf(ConflictKind.class, "kind", kind),
                bool(open));
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        String question = "conflicts|" + filter + "|" + actor.name();
        String after = next == null ? null : marks.read(question, next).get(0);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Times.CHINA);
        ConflictPage page = conflicts.list(filter, after, limit, today);
        Set<String> items = page.results().stream()
                .map(each -> each.conflict().item())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        answering.record(
                actor, items, page.results().stream().map(ListedConflict::ref).toList());
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new ConflictsAnswer(
                        page.results().stream().map(ConflictAnswer::of).toList(),
                        page.next() == null ? null : marks.write(question, page.next())));
    }

    /** A source is shown the doubts in which it has a value, and no others. */
    private static String inSight(Actor actor, String source) {
        if (actor.is(Role.STEWARD) || actor.is(Role.APPROVER)) return source;
        if (actor.department() == null || source != null && !source.equals(actor.department()))
            throw new RequestRefused(
                            ProblemCode.NOT_ALLOWED,
                            "数源部门只能查看本部门有值的冲突",
                            "a source sees the conflicts in which it has a value itself")
                    .at("source");
        return actor.department();
    }

    private static Boolean bool(String open) {
        if (open == null) return null;
        if (open.equals("true")) return Boolean.TRUE;
        if (open.equals("false")) return Boolean.FALSE;
        throw Parameters.invalid("open", "open 应为 true 或 false", "open is true or false");
    }
}
