package org.basedata.registry.api.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.recall.Acknowledging;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.projections.recall.Recall;
import org.basedata.registry.projections.recall.RecallFilter;
import org.basedata.registry.projections.recall.RecallPage;
import org.basedata.registry.projections.recall.Recalls;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a department read and is said otherwise now, and where an officer says that the department knows. No value is shown. */
@Controller
@In(Area.RECALLS)
final class RecallsPage {
    private static final int COUNTED = 1_000;
    private static final int ROWS = 20;

    private final Recalls recalls;
    private final Acknowledging acknowledging;
    private final Answering answering;
    private final PageMarks marks;
    private final Words words;

    RecallsPage(Recalls recalls, Acknowledging acknowledging, Answering answering, PageMarks marks, Words words) {
        this.recalls = recalls;
        this.acknowledging = acknowledging;
        this.answering = answering;
        this.marks = marks;
        this.words = words;
    }

    /**
     * A recall as a line.
     *
     * @param path of the subject's page; null for whoever may not open it
     * @param said what the department has said to it; null while it has not
     */
    public record Line(
            String id,
            int revision,
            String ref,
            String path,
            String item,
            String period,
            String cause,
            String since,
            int accesses,
            String firstRead,
            String lastRead,
            List<String> cases,
            String state,
            String said,
            String note) {}

    @GetMapping("/workbench/recalls")
    String recalls(
            Actor me,
            @RequestParam(defaultValue = "open") String tab,
            @RequestParam(required = false) String next,
            Model model) {
        return page(me, !tab.equals("past"), next, null, model);
    }

    private String page(Actor me, boolean open, String asked, String fault, Model model) {
        String next = asked == null || asked.isEmpty() ? null : asked;
        // Whoever has no department has read nothing for one.
        String department = me.department() == null ? "" : me.department();
        RecallFilter filter = new RecallFilter(department, null, open, null);
        String question = "recalls-page|" + filter;
        RecallPage page = recalls.list(
                filter, next == null ? null : marks.read(question, next).get(0), ROWS);
        Set<String> items = page.results().stream().map(Recall::item).collect(Collectors.toSet());
        answering.recordRecall(
                me, null, items, page.results().stream().map(Recall::subject).toList());
        List<Line> lines = new ArrayList<>();
        for (Recall each : page.results()) lines.add(line(me, each));
        int waiting = recalls.countOpen(department, COUNTED);
        model.addAttribute("tab", open ? "open" : "past");
        model.addAttribute("lines", lines);
        model.addAttribute("waiting", waiting > COUNTED ? COUNTED + "+" : Integer.toString(waiting));
        model.addAttribute("mayAcknowledge", me.is(Role.CONSUMER));
        model.addAttribute("here", next);
        model.addAttribute("further", page.next() == null ? null : marks.write(question, page.next()));
        model.addAttribute("fault", fault);
        return "recalls";
    }

    private Line line(Actor me, Recall recall) {
        Recall.Finding found = recall.finding();
        Recall.Acknowledgement said = recall.acknowledgement();
        boolean linked = recall.type() != null && Area.SUBJECTS.isOpenTo(me);
        return new Line(
                recall.id().toString(),
                recall.revision(),
                recall.subject().toString(),
                linked ? SubjectPage.path(recall.type(), recall.subject()) : null,
                recall.type() == null ? words.item(recall.item()) : words.item(recall.type(), recall.item()),
                words.period(found.from(), found.to()),
                words.of("recall.cause." + found.cause()),
                words.time(found.changedAt()),
                found.accesses(),
                words.time(found.firstRead()),
                words.time(found.lastRead()),
                List.copyOf(found.cases()),
                recall.state().name(),
                said == null ? null : words.of("recall.said", said.by(), words.time(said.at())),
                said == null ? null : said.note());
    }

    @PostMapping("/workbench/recalls/{id}")
    String acknowledge(
            Actor me,
            @PathVariable String id,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String note,
            Model model) {
        if (!me.is(Role.CONSUMER) || me.department() == null)
            return page(me, true, null, words.of("recall.notYours"), model);
        try {
            acknowledging.acknowledge(me.department(), me.name(), id, revision, note);
        } catch (RequestRefused refused) {
            return page(me, true, null, words.english() ? refused.detailEn() : refused.detail(), model);
        }
        return "redirect:/workbench/recalls";
    }
}
