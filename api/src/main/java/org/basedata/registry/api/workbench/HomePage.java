package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.basedata.registry.api.reconciliation.Doubts;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.DecisionProposed;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.reconciliation.CaseCounts;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.basedata.registry.projections.reconciliation.CaseSort;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.basedata.registry.projections.reconciliation.ListedVerification;
import org.basedata.registry.projections.reconciliation.Verifications;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Where work begins: what waits for whoever has signed in, and how much is open. */
@Controller
@In(Area.HOME)
final class HomePage {
    private static final int ROWS = 10;
    private static final int LATEST_GROUPS = 50;
    private static final String QUEUE = "/workbench/cases";

    private final Cases cases;
    private final CaseStreams streams;
    private final Verifications verifications;
    private final DecisionGroups groups;
    private final KnownSubjects subjects;
    private final Conflicts conflicts;
    private final SavedFilters saved;
    private final Catalogue catalogue;
    private final Doubts doubts;
    private final SharingTasks sharing;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final Clock clock;
    private final Words words;

    HomePage(
            Cases cases,
            CaseStreams streams,
            Verifications verifications,
            DecisionGroups groups,
            KnownSubjects subjects,
            Conflicts conflicts,
            SavedFilters saved,
            Catalogue catalogue,
            Doubts doubts,
            SharingTasks sharing,
            OfficialCalendar calendar,
            Limits limits,
            Clock clock,
            Words words) {
        this.cases = cases;
        this.streams = streams;
        this.verifications = verifications;
        this.groups = groups;
        this.subjects = subjects;
        this.conflicts = conflicts;
        this.saved = saved;
        this.catalogue = catalogue;
        this.doubts = doubts;
        this.sharing = sharing;
        this.calendar = calendar;
        this.limits = limits;
        this.clock = clock;
        this.words = words;
    }

    /** @param more whether there are more than {@code open} */
    public record Count(String severity, int open, boolean more) {}

    /**
     * A list of cases.
     *
     * @param code of the words around it
     * @param first whether it stands in the first column: what the reader can take up alone
     * @param all where the rest of them is
     */
    public record Panel(String code, boolean first, String count, String all, List<Line> lines) {}

    /**
     * A case as a line.
     *
     * @param state null where the list says it
     * @param note who has it, or who proposed what waits for approval; may be null
     * @param own whether the reader proposed it, and so cannot approve it
     */
    public record Line(
            String number,
            String path,
            String name,
            String severity,
            String items,
            String state,
            String note,
            boolean own,
            Due due) {}

    @GetMapping("/workbench")
    String home(Actor me, Model model) {
        work(me, model);
        model.addAttribute("saved", Area.CASES.isOpenTo(me) ? SavedFilterPage.lines(saved, me, catalogue) : null);
        return "home";
    }

    /** The part of the page that follows what happens. */
    @Live
    @GetMapping("/workbench/work")
    Object work(Actor me, @RequestParam(defaultValue = "") String seen, Model model) {
        return work(me, model).equals(seen) ? ResponseEntity.noContent().build() : "home :: work";
    }

    private String work(Actor me, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Times.CHINA);
        boolean counted = Area.SUBJECTS.isOpenTo(me);
        boolean settles = me.is(Role.STEWARD) || me.is(Role.APPROVER);
        String own = SubjectSight.of(me).own();
        Map<Severity, Integer> open = counted ? conflicts.openBySeverity(own, today, CaseCounts.MOST) : Map.of();
        List<Count> counts = Stream.of(Severity.values())
                .map(each -> count(each, open.getOrDefault(each, 0)))
                .toList();
        WorkingDays days = calendar.current();
        List<Panel> panels = settles ? panels(me, today, days) : List.of();
        Panel inbox = Area.INBOX.isOpenTo(me) ? inbox(me, today, days) : null;
        String overdue = inbox == null
                ? null
                : InboxPage.count(
                        verifications.countOpen(SubjectSight.ofDepartment(me).own(), today, InboxPage.COUNTED));
        long proposed = me.is(Role.APPROVER)
                ? groups.latest(LATEST_GROUPS).stream()
                        .filter(each -> each.state() == DecisionGroup.State.PROPOSED
                                && !each.proposal().by().name().equals(me.name()))
                        .count()
                : 0;
        List<Reported> reported = Area.DOUBTS.isOpenTo(me) && me.department() != null ? reported(me) : null;
        boolean shares = me.is(Role.CATALOGUE_ADMIN) || me.is(Role.INFORMATION_OFFICER) && me.department() != null;
        List<SharingTasks.Waiting> tasks = shares ? sharing.of(me) : List.of();
        List<SharingTasks.LateExchange> late = sharing.late(me);
        String seen = Integer.toHexString(List.of(
                        counts,
                        panels,
                        tasks,
                        late,
                        List.of(String.valueOf(inbox), String.valueOf(overdue), String.valueOf(reported)),
                        proposed)
                .hashCode());
        model.addAttribute("counted", counted);
        model.addAttribute("own", own);
        model.addAttribute("counts", counts);
        model.addAttribute("panels", panels);
        model.addAttribute("inbox", inbox);
        model.addAttribute("inboxOverdue", overdue);
        model.addAttribute("groupsProposed", proposed);
        model.addAttribute("doubts", reported);
        model.addAttribute("sharing", tasks);
        model.addAttribute("late", late.stream().limit(ROWS).toList());
        model.addAttribute("lateCount", late.size());
        model.addAttribute(
                "places",
                settles || inbox != null
                        ? List.of()
                        : Area.openTo(me).stream()
                                .filter(area -> area != Area.HOME)
                                .toList());
        model.addAttribute("seen", seen);
        return seen;
    }

    private static Count count(Severity severity, int open) {
        return new Count(severity.name(), Math.min(open, CaseCounts.MOST), open > CaseCounts.MOST);
    }

    /** A doubt of the reader's department; {@code outcome} is null while its case is open. */
    public record Reported(String id, String item, String text, String state, String due, String outcome) {}

    private List<Reported> reported(Actor me) {
        return doubts.of(me.department(), ROWS).stream()
                .limit(ROWS)
                .map(each -> new Reported(
                        each.id(),
                        each.report().item() == null
                                ? ""
                                : words.item(each.report().item()),
                        each.report().text(),
                        each.file().state().name(),
                        each.file().due().toString(),
                        each.file().closed() == null
                                ? null
                                : words.of("outcome." + each.file().closed().outcome())))
                .toList();
    }

    /** A list before the subjects in it are known. */
    private record Chosen(String code, CaseFilter filter, List<ListedCase> rows, String all) {}

    private List<Panel> panels(Actor me, LocalDate today, WorkingDays days) {
        LocalDate safe = days.after(today, limits.atRisk() + 1).due();
        List<Chosen> all = new ArrayList<>();
        all.add(chosen("mine", filter(null, me.name(), null, null), CaseSort.DUE, "assignee", me.name()));
        all.add(chosen(
                "newest",
                filter(CaseState.OPENED, null, null, null),
                CaseSort.NEWEST,
                "state",
                "OPENED",
                "sort",
                "NEWEST"));
        if (me.is(Role.APPROVER))
            all.add(chosen(
                    "approval", filter(CaseState.PROPOSED, null, null, null), CaseSort.DUE, "state", "PROPOSED"));
        all.add(chosen("overdue", filter(null, null, null, today), CaseSort.DUE, "due", "overdue"));
        all.add(chosen("risk", filter(null, null, today, safe), CaseSort.DUE, "due", "risk"));
        Set<SubjectId> named = new HashSet<>();
        for (Chosen each : all) each.rows().forEach(row -> named.add(row.subject()));
        Map<SubjectId, KnownSubjects.Known> known = subjects.of(named);
        Map<CaseId, DecisionProposed> proposed = proposed(all);
        List<Panel> panels = new ArrayList<>();
        for (Chosen each : all)
            panels.add(new Panel(
                    each.code(),
                    each.code().equals("mine") || each.code().equals("newest"),
                    InboxPage.count(cases.count(each.filter(), InboxPage.COUNTED)),
                    each.all(),
                    each.rows().stream()
                            .map(row -> line(
                                    row,
                                    known.get(row.subject()),
                                    each.code().equals("approval") ? proposed.get(row.id()) : null,
                                    each.code().equals("mine"),
                                    me,
                                    today,
                                    days))
                            .toList()));
        return panels;
    }

    private Chosen chosen(String code, CaseFilter filter, CaseSort sort, String... parameters) {
        UriComponentsBuilder all = UriComponentsBuilder.fromPath(QUEUE);
        for (int i = 0; i < parameters.length; i += 2) all.queryParam(parameters[i], parameters[i + 1]);
        return new Chosen(
                code,
                filter,
                cases.list(filter, sort, null, ROWS).results(),
                all.build().encode().toUriString());
    }

    private static CaseFilter filter(CaseState state, String assignee, LocalDate dueFrom, LocalDate dueBefore) {
        return new CaseFilter(
                null, null, null, null, null, null, dueFrom, dueBefore, state, assignee, null, null, null);
    }

    private Map<CaseId, DecisionProposed> proposed(List<Chosen> all) {
        Map<CaseId, DecisionProposed> proposed = new LinkedHashMap<>();
        for (Chosen each : all)
            if (each.code().equals("approval"))
                for (ReconciliationCase file : streams.load(
                                each.rows().stream().map(ListedCase::id).toList())
                        .values()) if (file.proposed() != null) proposed.put(file.id(), file.proposed());
        return proposed;
    }

    private Line line(
            ListedCase row,
            KnownSubjects.Known known,
            DecisionProposed proposed,
            boolean mine,
            Actor me,
            LocalDate today,
            WorkingDays days) {
        List<String> items = row.items().stream()
                .map(code -> known == null ? code : words.item(known.type(), code))
                .toList();
        String note = proposed != null
                ? words.of(
                        "home.proposedBy",
                        proposed.by().person() == null
                                ? proposed.by().name()
                                : proposed.by().person())
                : mine || row.assignee() == null ? null : words.of("home.heldBy", row.assignee());
        return new Line(
                row.number(),
                QUEUE + "/" + row.number(),
                known == null ? "" : known.name(SubjectSight.of(me), today),
                row.severity().name(),
                String.join(words.of("list.comma"), items),
                proposed != null || row.state() == CaseState.OPENED
                        ? null
                        : row.state().name(),
                note,
                proposed != null && proposed.by().name().equals(me.name()),
                Due.of(row.due(), today, days, limits.atRisk(), words));
    }

    private Panel inbox(Actor me, LocalDate today, WorkingDays days) {
        SubjectSight sight = SubjectSight.ofDepartment(me);
        List<ListedVerification> rows =
                verifications.page(sight.own(), true, null, ROWS).results();
        Map<SubjectId, KnownSubjects.Known> known =
                subjects.of(rows.stream().map(ListedVerification::subject).toList());
        List<Line> lines = new ArrayList<>();
        for (ListedVerification row : rows) {
            KnownSubjects.Known about = known.get(row.subject());
            List<String> items = row.items().stream()
                    .map(code -> about == null ? code : words.item(about.type(), code))
                    .toList();
            lines.add(new Line(
                    row.caseNumber(),
                    InboxPage.path(row),
                    about == null ? "" : about.name(sight, today),
                    "",
                    String.join(words.of("list.comma"), items),
                    null,
                    row.question(),
                    false,
                    Due.of(row.due(), today, days, limits.atRisk(), words)));
        }
        return new Panel(
                "inbox",
                true,
                InboxPage.count(verifications.countOpen(sight.own(), null, InboxPage.COUNTED)),
                Area.INBOX.path(),
                lines);
    }
}
