package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.projections.reconciliation.Cases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own filters of the queue: listed there and at home, saved, renamed and deleted from there. */
@Controller
@In(Area.CASES)
final class SavedFilterPage {
    private final SavedFilters saved;
    private final Cases cases;
    private final Catalogue catalogue;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final Clock clock;
    private final Words words;

    SavedFilterPage(
            SavedFilters saved,
            Cases cases,
            Catalogue catalogue,
            OfficialCalendar calendar,
            Limits limits,
            Clock clock,
            Words words) {
        this.saved = saved;
        this.cases = cases;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.limits = limits;
        this.clock = clock;
        this.words = words;
    }

    /** @param count null where it is not counted yet */
    public record Line(String name, String path, String count) {}

    static List<Line> lines(SavedFilters saved, Actor me, Catalogue catalogue) {
        return saved.of(me.name()).stream()
                .map(each ->
                        new Line(each.name(), Chosen.of(each.query(), catalogue).path(), null))
                .toList();
    }

    /** With how many cases there are of each. Asked for by itself, as it takes longer than the page it stands on. */
    @Live
    @GetMapping("/workbench/cases/saved")
    String list(Actor me, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
        LocalDate risk = calendar.current().after(today, limits.atRisk()).due();
        model.addAttribute(
                "saved",
                saved.of(me.name()).stream()
                        .map(each -> {
                            Chosen chosen = Chosen.of(each.query(), catalogue);
                            int count = cases.count(chosen.filter(today, risk), InboxPage.COUNTED);
                            return new Line(each.name(), chosen.path(), InboxPage.count(count));
                        })
                        .toList());
        return "queue-parts :: saved";
    }

    @PostMapping("/workbench/cases/saved/{step:saving|renaming|deletion}")
    String change(
            Actor me,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String to,
            @RequestParam Map<String, String> form,
            RedirectAttributes told) {
        Chosen chosen = Chosen.of(form, catalogue);
        SavedFilters.Outcome outcome =
                switch (step) {
                    case "saving" -> saved.save(me.name(), name.strip(), chosen);
                    case "renaming" -> saved.rename(me.name(), name, to.strip());
                    default -> saved.delete(me.name(), name);
                };
        String as = step.equals("renaming") ? to.strip() : name.strip();
        if (outcome == SavedFilters.Outcome.DONE) told.addFlashAttribute("savedDone", words.of("saved." + step, as));
        else
            told.addFlashAttribute(
                    "savedRefused", words.of("saved." + outcome, as, SavedFilters.MOST, SavedFilters.LONGEST_NAME));
        // Back to where it was asked from: the filter stands in the form.
        return "redirect:" + chosen.path();
    }
}
