package org.basedata.registry.api.workbench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.api.reconciliation.Doubts;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.CaseRefused;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.Standing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where an officer of a department that uses data says that a value is wrong, and sees what became of it. */
@Controller
@In(Area.DOUBTS)
final class DoubtsPage {
    private static final int MOST_CASES = 100;

    private final Doubts doubts;
    private final MasterRecords masterRecords;
    private final SubjectIds ids;
    private final Catalogue catalogue;
    private final Words words;

    DoubtsPage(Doubts doubts, MasterRecords masterRecords, SubjectIds ids, Catalogue catalogue, Words words) {
        this.doubts = doubts;
        this.masterRecords = masterRecords;
        this.ids = ids;
        this.catalogue = catalogue;
        this.words = words;
    }

    /** A doubt as a line. */
    public record Line(
            String id,
            String item,
            String text,
            String at,
            String state,
            String due,
            List<String> answers,
            String outcome) {}

    @GetMapping("/workbench/doubts")
    String doubts(Actor me, Model model) {
        return page(me, null, Map.of(), model);
    }

    private String page(Actor me, String fault, Map<String, String> typed, Model model) {
        Map<String, String> items = new TreeMap<>();
        for (SubjectType type : SubjectType.values())
            for (DataItem item : catalogue.items(type)) items.putIfAbsent(item.code(), words.item(type, item.code()));
        model.addAttribute("items", items);
        model.addAttribute("idTypes", IdType.values());
        model.addAttribute("fault", fault);
        model.addAttribute("typed", typed);
        model.addAttribute(
                "lines",
                me.department() == null
                        ? List.of()
                        : doubts.of(me.department(), MOST_CASES).stream()
                                .map(this::line)
                                .toList());
        return "doubts";
    }

    private Line line(Doubts.Doubt doubt) {
        var file = doubt.file();
        return new Line(
                doubt.id(),
                doubt.report().item() == null ? "" : words.item(doubt.report().item()),
                doubt.report().text(),
                words.time(doubt.reported().recordedAt()),
                file.state().name(),
                file.due().toString(),
                doubt.answers().stream()
                        .map(step -> (VerificationAnswered) step.event())
                        .map(event -> words.of(
                                        "step.answered",
                                        words.source(event.source()),
                                        words.of("verdict." + event.verdict()),
                                        event.handlingUnit(),
                                        event.handlingPerson())
                                + " " + event.text())
                        .toList(),
                file.closed() == null
                        ? null
                        : words.of("outcome." + file.closed().outcome())
                                + (file.closed().reason() == null
                                        ? ""
                                        : ": " + file.closed().reason()));
    }

    @PostMapping("/workbench/doubts")
    String report(Actor me, @RequestParam Map<String, String> form, Model model) {
        IdType type = IdType.RESIDENT_ID;
        for (IdType each : IdType.values()) if (each.name().equals(form.get("idType"))) type = each;
        IdentifierReading reading =
                IdentifierReading.read(type, form.getOrDefault("id", "").strip());
        if (reading.identifier().isEmpty()) {
            var fault = reading.faults().get(0);
            return page(me, words.english() ? fault.messageEn() : fault.message(), form, model);
        }
        Identifier number = reading.identifier().get();
        Standing standing = masterRecords
                .standing(type.subjectType(), List.of(new Standing.Asked(ids.of(number), number)), null)
                .results()
                .get(0);
        String item = form.getOrDefault("item", "");
        if (!(standing instanceof Standing.Found found)) return page(me, words.of("doubts.nobody"), form, model);
        if (doubts.provider(type.subjectType(), item).isEmpty())
            return page(me, words.of("doubts.noItem"), form, model);
        try {
            List<String> evidence = form.getOrDefault("evidence", "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            String believed = form.getOrDefault("believed", "").strip();
            doubts.report(
                    me,
                    found.subject().ref(),
                    type.subjectType(),
                    item,
                    form.getOrDefault("text", "").strip(),
                    believed.isEmpty() ? null : believed,
                    evidence);
            return "redirect:/workbench/doubts";
        } catch (CaseRefused refused) {
            return page(
                    me,
                    words.english()
                            ? refused.fault().messageEn()
                            : refused.fault().message(),
                    form,
                    model);
        }
    }
}
