package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.projections.conflict.Conflicts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where work begins: how much is open, and where to look. */
@Controller
@In(Area.HOME)
final class HomePage {
    private final Conflicts conflicts;
    private final Clock clock;

    HomePage(Conflicts conflicts, Clock clock) {
        this.conflicts = conflicts;
        this.clock = clock;
    }

    public record Count(String severity, long open) {}

    @GetMapping("/workbench")
    String home(Actor me, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Times.CHINA);
        boolean counted = Area.SUBJECTS.isOpenTo(me);
        String own = Sight.of(me).own();
        Map<Severity, Long> open = counted ? conflicts.openBySeverity(own, today) : Map.of();
        model.addAttribute("counted", counted);
        model.addAttribute("own", own);
        model.addAttribute(
                "counts",
                Stream.of(Severity.values())
                        .map(each -> new Count(each.name(), open.getOrDefault(each, 0L)))
                        .toList());
        return "home";
    }
}
