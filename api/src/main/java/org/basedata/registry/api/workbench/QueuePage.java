package org.basedata.registry.api.workbench;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.calendar.DueState;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.projections.reconciliation.CaseCounts;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.basedata.registry.projections.reconciliation.CasePage;
import org.basedata.registry.projections.reconciliation.CaseSort;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All cases, chosen by what they are about, who has them and when they are due. */
@Controller
@In(Area.CASES)
final class QueuePage {
    private static final int ROWS = 50;
    private static final int MOST_NEWS = 99;
    private static final int LOOKED_AT_FOR_NEXT = 200;

    private final Cases cases;
    private final Catalogue catalogue;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final PageMarks marks;
    private final Clock clock;
    private final Words words;
    private final Facets facets;
    private final SavedFilters saved;

    QueuePage(
            Cases cases,
            Catalogue catalogue,
            OfficialCalendar calendar,
            Limits limits,
            PageMarks marks,
            Clock clock,
            Words words,
            Facets facets,
            SavedFilters saved) {
        this.cases = cases;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.limits = limits;
        this.marks = marks;
        this.clock = clock;
        this.words = words;
        this.facets = facets;
        this.saved = saved;
    }

    /** A case as a line; {@code left} working days until it is due, negative when that is over. */
    public record Line(
            String number,
            String severity,
            List<String> items,
            List<String> sources,
            int conflicts,
            String state,
            String assignee,
            LocalDate due,
            long left,
            String dueState,
            String opened,
            String division,
            int escalated) {}

    @GetMapping("/workbench/cases")
    String queue(
            Actor me,
            @RequestParam Map<String, String> given,
            @RequestParam(required = false) String next,
            Model model) {
        Chosen chosen = Chosen.of(given, catalogue);
        LocalDate today = today();
        WorkingDays days = calendar.current();
        CaseFilter filter = chosen.filter(today, risk(days, today));
        String question = "queue|" + filter + "|" + chosen.sort();
        String after = next == null ? null : marks.read(question, next).get(0);
        // First, so that what changes while the list is read counts as news.
        Instant since = cases.lastChange();
        CasePage page = cases.list(filter, chosen.sort(), after, ROWS);
        model.addAttribute("chosen", chosen);
        model.addAttribute("shape", chosen.shape() == null ? null : inWords(chosen.shape()));
        model.addAttribute(
                "lines",
                page.results().stream().map(row -> line(row, days, today)).toList());
        model.addAttribute("more", page.next() == null ? null : chosen.path(marks.write(question, page.next())));
        model.addAttribute("first", next == null ? null : chosen.path());
        model.addAttribute("counts", chosen.path("/counts", Map.of()));
        news(chosen, since, page.results().stream().map(ListedCase::number).toList(), 0, model);
        model.addAttribute("saved", SavedFilterPage.lines(saved, me, catalogue));
        model.addAttribute("longestName", SavedFilters.LONGEST_NAME);
        model.addAttribute("states", CaseState.values());
        model.addAttribute("severities", Severity.values());
        model.addAttribute("sorts", CaseSort.values());
        model.addAttribute("ages", ages(chosen));
        model.addAttribute("items", items());
        model.addAttribute("sources", catalogue.sources());
        return "queue";
    }

    private LocalDate risk(WorkingDays days, LocalDate today) {
        return days.after(today, limits.atRisk()).due();
    }

    /** How many cases there are, and how many each further choice would leave. Asked for by itself, so that nobody waits for numbers. */
    @Live
    @GetMapping("/workbench/cases/counts")
    String counts(@RequestParam Map<String, String> given, Model model) {
        Chosen chosen = Chosen.of(given, catalogue);
        LocalDate today = today();
        LocalDate risk = risk(calendar.current(), today);
        CaseCounts counts = cases.count(chosen.filter(today, risk), today, risk);
        boolean more = counts.total() > CaseCounts.MOST;
        model.addAttribute("total", Facets.shown(counts.total(), more));
        model.addAttribute("overdue", counts.overdue() == 0 ? null : Facets.shown(counts.overdue(), more));
        model.addAttribute("atRisk", counts.atRisk() == 0 ? null : Facets.shown(counts.atRisk(), more));
        model.addAttribute("facets", facets.of(chosen, counts, today, risk));
        model.addAttribute("counts", chosen.path("/counts", Map.of()));
        return "queue-parts :: counts";
    }

    /**
     * Whether the list would look otherwise by now. It stays as it is under the reader's hands; the counts are asked for anew.
     *
     * @param since microseconds since 1970, until which the list knows of changes
     * @param listed numbers of the cases in the list
     * @param told how many changes the page tells of
     */
    @Live
    @GetMapping("/workbench/cases/news")
    Object news(
            @RequestParam Map<String, String> given,
            @RequestParam long since,
            @RequestParam(defaultValue = "") List<String> listed,
            @RequestParam int told,
            HttpServletResponse response,
            Model model) {
        Chosen chosen = Chosen.of(given, catalogue);
        LocalDate today = today();
        CaseFilter filter = chosen.filter(today, risk(calendar.current(), today));
        Instant known = Instant.EPOCH.plus(since, ChronoUnit.MICROS);
        int changed = cases.changed(filter, listed, known, MOST_NEWS);
        if (changed == told) return ResponseEntity.noContent().build();
        news(chosen, known, listed, changed, model);
        response.setHeader("HX-Trigger", "cases-changed");
        return "queue-parts :: news";
    }

    private static void news(Chosen chosen, Instant since, List<String> listed, int changed, Model model) {
        model.addAttribute("changed", changed > MOST_NEWS ? MOST_NEWS + "+" : changed == 0 ? null : "" + changed);
        model.addAttribute("here", chosen.path());
        model.addAttribute(
                "news",
                chosen.path(
                        "/news",
                        Map.of(
                                "since",
                                ChronoUnit.MICROS.between(Instant.EPOCH, since) + "",
                                "listed",
                                String.join(",", listed),
                                "told",
                                changed + "")));
    }

    private String inWords(Shape shape) {
        return words.of(
                "queue.shapeOf",
                words.item(shape.type(), shape.item()),
                words.of("difference." + shape.difference().name()),
                words.source(shape.standing()),
                words.source(shape.rival()));
    }

    /** How long ago a case was opened, in words; what the address says too, if it is none of these. */
    private Map<String, String> ages(Chosen chosen) {
        Map<String, String> ages = new LinkedHashMap<>();
        for (String age : Chosen.AGES) ages.put(age, age(age));
        if (!chosen.get("age").isEmpty()) ages.putIfAbsent(chosen.get("age"), age(chosen.get("age")));
        return ages;
    }

    private String age(String age) {
        return words.of(
                age.equals(Chosen.LAST + 1) ? "queue.age.today" : "queue.age." + age.substring(0, 4),
                age.substring(Chosen.LAST.length()));
    }

    /** Items of both kinds of subjects by code, in words. */
    private Map<String, String> items() {
        Map<String, String> items = new TreeMap<>();
        for (SubjectType type : SubjectType.values())
            for (DataItem item : catalogue.items(type))
                if (!item.many())
                    items.merge(
                            item.code(),
                            words.item(type, item.code()),
                            (one, other) -> one.equals(other) ? one : one + " / " + other);
        return items;
    }

    private Line line(ListedCase row, WorkingDays days, LocalDate today) {
        List<String> items = new ArrayList<>();
        for (String item : row.items()) items.add(words.item(item));
        DueState due = days.state(row.due(), today, limits.atRisk());
        return new Line(
                row.number(),
                row.severity().name(),
                items,
                row.sources(),
                row.conflicts(),
                row.state().name(),
                row.assignee(),
                row.due(),
                days.between(today, row.due()),
                due.name(),
                words.time(row.openedAt()),
                row.division(),
                row.escalated());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
    }

    /** The case to go on with after another one: the next by due date that waits for nobody else. */
    @GetMapping("/workbench/cases/next")
    String next(Actor me, @RequestParam String after) {
        boolean passed = false;
        String first = null;
        for (ListedCase row : cases.list(CaseFilter.OPEN, CaseSort.DUE, null, LOOKED_AT_FOR_NEXT)
                .results()) {
            if (row.number().equals(after)) {
                passed = true;
                continue;
            }
            boolean free = row.state() == CaseState.OPENED
                    || row.state() == CaseState.ASSIGNED && me.name().equals(row.assignee());
            if (!free) continue;
            if (passed) return "redirect:/workbench/cases/" + row.number();
            if (first == null) first = row.number();
        }
        return "redirect:/workbench/cases" + (first == null ? "" : "/" + first);
    }
}
