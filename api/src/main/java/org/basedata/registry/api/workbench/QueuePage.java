package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.projections.reconciliation.CaseCounts;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.basedata.registry.projections.reconciliation.CasePage;
import org.basedata.registry.projections.reconciliation.CaseSort;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** All cases, chosen by what they are about, who has them and when they are due. */
@Controller
@In(Area.CASES)
final class QueuePage {
    private static final int ROWS = 50;
    private static final int LOOKED_AT_FOR_NEXT = 200;

    private final Cases cases;
    private final Catalogue catalogue;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final PageMarks marks;
    private final Clock clock;
    private final Words words;

    QueuePage(
            Cases cases,
            Catalogue catalogue,
            OfficialCalendar calendar,
            Limits limits,
            PageMarks marks,
            Clock clock,
            Words words) {
        this.cases = cases;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.limits = limits;
        this.marks = marks;
        this.clock = clock;
        this.words = words;
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

    /** What was chosen, as it stands in the address. */
    public record Chosen(
            String item,
            String source,
            String severity,
            String state,
            String division,
            String assignee,
            String due,
            String sort) {
        private Map<String, String> parameters() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("item", item);
            all.put("source", source);
            all.put("severity", severity);
            all.put("state", state);
            all.put("division", division);
            all.put("assignee", assignee);
            all.put("due", due);
            all.put("sort", sort);
            all.values().removeIf(String::isEmpty);
            return all;
        }

        String path(String next) {
            UriComponentsBuilder path = UriComponentsBuilder.fromPath("/workbench/cases");
            parameters().forEach(path::queryParam);
            if (next != null) path.queryParam("next", next);
            return path.build().encode().toUriString();
        }
    }

    @GetMapping("/workbench/cases")
    String queue(
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String division,
            @RequestParam(defaultValue = "") String assignee,
            @RequestParam(defaultValue = "") String due,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(required = false) String next,
            Model model) {
        Chosen chosen = new Chosen(item, source, severity, state, division.strip(), assignee.strip(), due, sort);
        LocalDate today = today();
        WorkingDays days = calendar.current();
        LocalDate risk = days.after(today, limits.atRisk()).due();
        CaseFilter filter = filter(chosen, today, risk);
        String question = "queue|" + filter + "|" + sort;
        String after = next == null ? null : marks.read(question, next).get(0);
        CasePage page = cases.list(filter, one(CaseSort.class, sort).orElse(CaseSort.DUE), after, ROWS);
        model.addAttribute("chosen", chosen);
        model.addAttribute(
                "lines",
                page.results().stream().map(row -> line(row, days, today)).toList());
        model.addAttribute("more", page.next() == null ? null : chosen.path(marks.write(question, page.next())));
        model.addAttribute("first", next == null ? null : chosen.path(null));
        model.addAttribute("counts", cases.count(filter, today, risk));
        model.addAttribute("most", CaseCounts.MOST);
        model.addAttribute("states", CaseState.values());
        model.addAttribute("severities", Severity.values());
        model.addAttribute("sorts", CaseSort.values());
        model.addAttribute("items", items());
        model.addAttribute("sources", catalogue.sources());
        return "queue";
    }

    private static CaseFilter filter(Chosen chosen, LocalDate today, LocalDate risk) {
        boolean overdue = chosen.due().equals("overdue");
        boolean near = chosen.due().equals("risk");
        return new CaseFilter(
                empty(chosen.item()),
                empty(chosen.source()),
                one(Severity.class, chosen.severity()).orElse(null),
                chosen.division().matches("[0-9]{1,12}") ? chosen.division() : null,
                null,
                null,
                near ? today : null,
                overdue ? today : near ? risk.plusDays(1) : null,
                one(CaseState.class, chosen.state()).orElse(null),
                empty(chosen.assignee()),
                null,
                null);
    }

    private static String empty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> type, String name) {
        for (E each : type.getEnumConstants()) if (each.name().equals(name)) return Optional.of(each);
        return Optional.empty();
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
