package org.basedata.registry.api.workbench;

import java.util.List;
import java.util.Set;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What others do to a case while somebody has it open. */
@Controller
@In(Area.CASES)
final class CaseNewsPage {
    private final Cases cases;
    private final CaseStreams streams;
    private final Steps steps;

    CaseNewsPage(Cases cases, CaseStreams streams, Steps steps) {
        this.cases = cases;
        this.streams = streams;
        this.steps = steps;
    }

    /**
     * The steps since the page was made; nothing when it tells them all.
     *
     * @param version of the case on the page
     * @param told the last one that the page tells of beside it
     */
    @Live
    @GetMapping("/workbench/cases/{number:C-[0-9]+}/news")
    Object news(@PathVariable String number, @RequestParam long version, @RequestParam long told, Model model) {
        ListedCase row = cases.find(number).orElse(null);
        if (row == null || row.version() == told)
            return ResponseEntity.noContent().build();
        ReconciliationCase file = streams.load(Set.of(row.id())).get(row.id());
        List<Steps.Told> since = file.since(version).stream().map(steps::told).toList();
        model.addAttribute("number", number);
        model.addAttribute("version", version);
        model.addAttribute("told", file.version());
        model.addAttribute("news", since);
        return "queue-parts :: case-news";
    }
}
