package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.projections.reconciliation.ListedVerification;
import org.basedata.registry.projections.reconciliation.VerificationPage;
import org.basedata.registry.projections.reconciliation.Verifications;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a department is asked, what is due first at the top; and what came of what it was asked before. */
@Controller
@In(Area.INBOX)
final class InboxPage {
    /** What is counted exactly; more is said to be more. */
    static final int COUNTED = 1_000;

    private static final int ROWS = 20;

    private final Verifications verifications;
    private final KnownSubjects subjects;
    private final AskedItems askedItems;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final PageMarks marks;
    private final Clock clock;
    private final Words words;

    InboxPage(
            Verifications verifications,
            KnownSubjects subjects,
            AskedItems askedItems,
            OfficialCalendar calendar,
            Limits limits,
            PageMarks marks,
            Clock clock,
            Words words) {
        this.verifications = verifications;
        this.subjects = subjects;
        this.askedItems = askedItems;
        this.calendar = calendar;
        this.limits = limits;
        this.marks = marks;
        this.clock = clock;
        this.words = words;
    }

    /** A request as a line; {@code items} in words, those in doubt with their values among {@code doubts}. */
    public record Line(
            String number,
            String path,
            String name,
            String question,
            List<String> items,
            List<AskedItems.Doubt> doubts,
            Due due,
            String askedAt) {}

    /** One that is over: answered, or lapsed with its case. */
    public record Past(
            String number,
            String path,
            String name,
            String question,
            String askedAt,
            String verdict,
            String answeredAt,
            String outcome,
            String closedAt) {}

    @GetMapping("/workbench/inbox")
    String inbox(
            Actor me,
            @RequestParam(defaultValue = "open") String tab,
            @RequestParam(required = false) String next,
            Model model) {
        list(me, tab, next, model);
        return "inbox";
    }

    /** The part of the page that follows what happens. */
    @Live
    @GetMapping("/workbench/inbox/list")
    Object list(
            Actor me,
            @RequestParam(defaultValue = "open") String tab,
            @RequestParam(required = false) String next,
            @RequestParam(defaultValue = "") String seen,
            Model model) {
        return list(me, tab, next, model).equals(seen)
                ? ResponseEntity.noContent().build()
                : "inbox :: list";
    }

    private String list(Actor me, String tab, String asked, Model model) {
        String next = asked == null || asked.isEmpty() ? null : asked;
        boolean open = !tab.equals("answered");
        SubjectSight sight = SubjectSight.ofDepartment(me);
        LocalDate today = LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
        String question = "inbox|" + sight.own() + "|" + open;
        VerificationPage page = verifications.page(
                sight.own(),
                open,
                next == null ? null : marks.read(question, next).get(0),
                ROWS);
        Map<SubjectId, KnownSubjects.Known> known = subjects.of(
                page.results().stream().map(ListedVerification::subject).toList());
        List<Object> lines = new ArrayList<>();
        WorkingDays days = calendar.current();
        for (ListedVerification each : page.results()) {
            KnownSubjects.Known about = known.get(each.subject());
            lines.add(open ? line(each, about, sight, today, days) : past(each, about, sight, today));
        }
        int waiting = verifications.countOpen(sight.own(), null, COUNTED);
        int overdue = verifications.countOpen(sight.own(), today, COUNTED);
        String seen = Integer.toHexString(
                List.of(lines, waiting, overdue, today.toString()).hashCode());
        model.addAttribute("tab", open ? "open" : "answered");
        model.addAttribute("lines", lines);
        model.addAttribute("waiting", count(waiting));
        model.addAttribute("overdue", overdue == 0 ? null : count(overdue));
        model.addAttribute("here", next);
        model.addAttribute("further", page.next() == null ? null : marks.write(question, page.next()));
        model.addAttribute("seen", seen);
        return seen;
    }

    static String count(int count) {
        return count > COUNTED ? COUNTED + "+" : Integer.toString(count);
    }

    private Line line(
            ListedVerification row, KnownSubjects.Known known, SubjectSight sight, LocalDate today, WorkingDays days) {
        List<AskedItems.Doubt> doubts = askedItems.doubts(
                row.subject(),
                known,
                row.items(),
                sight,
                today,
                each -> each.settledAt() == null && each.conflict().isOpen(today));
        List<String> items = new ArrayList<>();
        for (String code : row.items()) items.add(askedItems.item(known, code));
        doubts.forEach(doubt -> items.remove(doubt.item()));
        return new Line(
                row.caseNumber(),
                path(row),
                known == null ? "" : known.name(sight, today),
                row.question(),
                items,
                doubts,
                Due.of(row.due(), today, days, limits.atRisk(), words),
                words.time(row.askedAt()));
    }

    static String path(ListedVerification row) {
        return "/workbench/inbox/" + row.caseNumber() + "/" + row.number();
    }

    private Past past(ListedVerification row, KnownSubjects.Known known, SubjectSight sight, LocalDate today) {
        return new Past(
                row.caseNumber(),
                path(row),
                known == null ? "" : known.name(sight, today),
                row.question(),
                words.time(row.askedAt()),
                row.verdict() == null ? null : row.verdict().name(),
                words.time(row.answeredAt()),
                row.outcome() == null ? null : row.outcome().name(),
                words.time(row.closedAt()));
    }
}
