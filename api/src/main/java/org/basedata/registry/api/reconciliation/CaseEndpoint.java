package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.body.IfMatch;
import org.basedata.registry.api.conflict.ConflictAnswer;
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
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.Deadlines;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.conflict.ListedConflict;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.basedata.registry.projections.reconciliation.CasePage;
import org.basedata.registry.projections.reconciliation.CaseSort;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The queue of cases, and each case. */
@Tag(name = "cases", description = "核查工单 / reconciliation cases")
@Roles({Role.STEWARD, Role.APPROVER, Role.AUDITOR, Role.SOURCE, Role.CONSUMER})
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
final class CaseEndpoint {
    private static final int MOST_RESULTS = 1_000;

    private final Answering answering;
    private final Cases cases;
    private final CaseStreams streams;
    private final Conflicts conflicts;
    private final Catalogue catalogue;
    private final Deadlines deadlines;
    private final Limits limits;
    private final PageMarks marks;
    private final Clock clock;

    CaseEndpoint(
            Answering answering,
            Cases cases,
            CaseStreams streams,
            Conflicts conflicts,
            Catalogue catalogue,
            Deadlines deadlines,
            Limits limits,
            PageMarks marks,
            Clock clock) {
        this.answering = answering;
        this.cases = cases;
        this.streams = streams;
        this.conflicts = conflicts;
        this.catalogue = catalogue;
        this.deadlines = deadlines;
        this.limits = limits;
        this.marks = marks;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
    }

    @Operation(
            operationId = "listCases",
            summary = "列出工单 / list cases",
            description = "缺省列出未办结的工单,按期限先后。各条件须同时满足。数源部门只见涉及本部门的工单,提出疑问的部门只见其疑问所在的工单。\n\n"
                    + "Those that are not closed, unless `state` says otherwise. All filters must hold. A source sees the cases that concern"
                    + " it, a department that reported a doubt those that look into it.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of cases",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CasesAnswer.class),
                                            examples = @ExampleObject(CaseExamples.CASES))))
    @Refuses({
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.SOURCE_UNKNOWN
    })
    @GetMapping
    ResponseEntity<CasesAnswer> list(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "数据项 / an item in doubt", example = "maritalStatus")
                    @RequestParam(required = false)
                    String item,
            @Parameter(description = "有关的数源部门 / a source that it concerns", example = "MZ")
                    @RequestParam(required = false)
                    String source,
            @Parameter(description = "identity, major, minor", example = "major") @RequestParam(required = false)
                    String severity,
            @Parameter(description = "行政区划代码的前几位 / beginning of a division code", example = "4401")
                    @RequestParam(required = false)
                    String division,
            @Parameter(description = "立案日期,自 / first day of opening", example = "2026-11-01")
                    @RequestParam(required = false)
                    String openedFrom,
            @Parameter(description = "立案日期,至(不含) / first day after", example = "2026-12-01")
                    @RequestParam(required = false)
                    String openedTo,
            @Parameter(description = "期限,自 / first day of those on which it is due", example = "2026-12-01")
                    @RequestParam(required = false)
                    String dueFrom,
            @Parameter(description = "期限早于 / due before this day", example = "2026-12-08")
                    @RequestParam(required = false)
                    String dueBefore,
            @Parameter(description = "OPENED, ASSIGNED, VERIFYING, PROPOSED, WAITING, CLOSED", example = "VERIFYING")
                    @RequestParam(required = false)
                    String state,
            @Parameter(description = "承办人账号 / sign-in name of whoever has it", example = "steward.zhao")
                    @RequestParam(required = false)
                    String assignee,
            @Parameter(description = "true:期限临近 / true: those whose last day is near", example = "true")
                    @RequestParam(defaultValue = "false")
                    boolean atRisk,
            @Parameter(description = "true:已超期 / true: those whose last day is over", example = "true")
                    @RequestParam(defaultValue = "false")
                    boolean overdue,
            @Parameter(description = "主体的 ref / reference of the subject", example = Examples.REF)
                    @RequestParam(required = false)
                    String ref,
            @Parameter(
                            description = "冲突形态,见 /api/v1/decision-groups/shapes / shape of one of its conflicts",
                            example = "PERSON/name/GA/RS/VARIANT_CHARACTERS")
                    @RequestParam(required = false)
                    String shape,
            @Parameter(description = "due, opened, newest, severity", example = "due")
                    @RequestParam(defaultValue = "due")
                    String sort,
            @Parameter(description = "true:附分类计数 / true: with counts by kind", example = "true")
                    @RequestParam(defaultValue = "false")
                    boolean counts,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "50")
                    @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        CaseSight sight = CaseSight.of(actor);
        LocalDate today = today();
        LocalDate nearUntil = deadlines.after(today, limits.atRisk());
        LocalDate before = date("dueBefore", dueBefore);
        LocalDate from = date("dueFrom", dueFrom);
        if (overdue) before = earlier(before, today);
        if (atRisk) {
            from = from == null || from.isBefore(today) ? today : from;
            before = earlier(before, nearUntil.plusDays(1));
        }
        CaseFilter filter = sight.within(new CaseFilter(
                Parameters.item(catalogue, item),
                Parameters.source(catalogue, source),
                Parameters.oneOf(Severity.class, "severity", severity),
                division(division),
                date("openedFrom", openedFrom),
                date("openedTo", openedTo),
                from,
                before,
                Parameters.oneOf(CaseState.class, "state", state),
                assignee,
                null,
                Parameters.ref(ref),
                shape(shape)));
        CaseSort order = Parameters.oneOf(CaseSort.class, "sort", sort);
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        String question = "cases|" + filter + "|" + order + "|" + sight;
        String after = next == null ? null : marks.read(question, next).get(0);
        CasePage page = cases.list(filter, order, after, limit);
        Map<SubjectId, Cases.Share> shares = sight.all()
                ? Map.of()
                : cases.shares(
                        page.results().stream().map(ListedCase::subject).toList(),
                        Objects.toString(sight.source(), ""));
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new CasesAnswer(
                        page.results().stream()
                                // Nor is a source told by a filter what else is in doubt.
                                .filter(row -> sight.all()
                                        || item == null
                                        || shares.getOrDefault(row.subject(), Cases.Share.NONE)
                                                .items()
                                                .contains(item))
                                .map(row -> answer(
                                        row,
                                        sight,
                                        shares.getOrDefault(row.subject(), Cases.Share.NONE),
                                        today,
                                        nearUntil))
                                .toList(),
                        counts && sight.all() ? CasesAnswer.Counts.of(cases.count(filter, today, nearUntil)) : null,
                        page.next() == null ? null : marks.write(question, page.next())));
    }

    private static CaseAnswer answer(
            ListedCase row, CaseSight sight, Cases.Share share, LocalDate today, LocalDate nearUntil) {
        return CaseAnswer.of(
                row,
                sight,
                sight.all() ? row.items() : share.items(),
                sight.all() ? row.conflicts() : share.conflicts(),
                today,
                nearUntil);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    @Operation(
            operationId = "getCase",
            summary = "查看工单 / a case",
            description =
                    "工单、其冲突及各方的值、全部经过。应答带 ETag,办理时作为 If-Match 送回。\n\n"
                            + "The case, its conflicts with every competing value, and every step. Orders send the ETag back as If-Match.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The case",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CaseFileAnswer.class),
                                            examples = @ExampleObject(CaseExamples.FILE))))
    @Refuses({ProblemCode.CASE_UNKNOWN, ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping("/{id}")
    ResponseEntity<CaseFileAnswer> get(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "工单的编号或 id / number or id of the case", example = CaseExamples.NUMBER)
                    @PathVariable
                    String id) {
        CaseSight sight = CaseSight.of(actor);
        ListedCase row = cases.find(id).orElseThrow(CaseEndpoint::unknown);
        ReconciliationCase file = streams.load(Set.of(row.id())).get(row.id());
        sight.mustSee(file);
        LocalDate today = today();
        List<ListedConflict> visible = new ArrayList<>();
        Set<String> items = new TreeSet<>();
        for (ListedConflict each : conflicts
                .list(new ConflictFilter(null, null, null, file.subject(), null, null), null, MOST_RESULTS, today)
                .results()) {
            boolean ofCase = each.ref().equals(file.subject())
                    && (each.settledAt() == null || !each.settledAt().isBefore(file.openedAt()));
            if (!ofCase || !sight.sees(each.conflict())) continue;
            visible.add(each);
            if (each.conflict().item() != null) items.add(each.conflict().item());
        }
        answering.record(actor, items, List.of(file.subject()));
        Set<Long> numbers = new HashSet<>();
        visible.forEach(each -> numbers.add(each.number()));
        List<Settlement> inForce = file.inForce().stream()
                .filter(each -> sight.all() || numbers.contains(each.conflict()))
                .sorted(Comparator.comparing(Settlement::conflict))
                .toList();
        long standing =
                visible.stream().filter(each -> each.settledAt() == null).count();
        CaseAnswer answer = CaseAnswer.of(
                row,
                sight,
                sight.all() ? row.items() : List.copyOf(items),
                sight.all() ? row.conflicts() : (int) standing,
                today,
                deadlines.after(today, limits.atRisk()));
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .header("ETag", IfMatch.tag(file.version()))
                .body(new CaseFileAnswer(
                        answer,
                        visible.stream().map(ConflictAnswer::of).toList(),
                        inForce,
                        sight.all()
                                ? file.decisions().stream()
                                        .map(CaseFileAnswer.Taken::of)
                                        .toList()
                                : List.of(),
                        sight.all()
                                ? file.candidates().stream()
                                        .map(CaseFileAnswer.Likely::of)
                                        .toList()
                                : List.of(),
                        file.history().stream()
                                .map(step -> StepAnswer.of(step, sight))
                                .filter(Objects::nonNull)
                                .toList()));
    }

    static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.CASE_UNKNOWN, "没有该工单", "there is no such case");
    }

    private static String division(String division) {
        if (division == null || division.matches("[0-9]{1,12}")) return division;
        throw Parameters.invalid("division", "division 应为行政区划代码的前几位", "division is the beginning of a division code");
    }

    private static Shape shape(String text) {
        try {
            return text == null ? null : Shape.parse(text);
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("shape", "shape 应为冲突形态清单所列", "shape is one of those that the list of shapes has");
        }
    }

    private static LocalDate date(String name, String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Parameters.invalid(name, name + " 应为日期,如 2026-12-07", name + " is a date, such as 2026-12-07");
        }
    }
}
