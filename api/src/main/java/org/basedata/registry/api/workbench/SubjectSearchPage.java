package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SearchCriteria;
import org.basedata.registry.projections.subject.SearchPage;
import org.basedata.registry.projections.subject.Standing;
import org.basedata.registry.projections.subject.StoredSubject;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds subjects. What is looked for comes in the body of a POST: a number, or a name with a birth date, stands in no address. */
@Controller
@In(Area.SUBJECTS)
final class SubjectSearchPage {
    private static final int MOST = 50;

    /** What a line says of a subject. */
    private static final Set<String> SHOWN = Set.of("name", "birthDate", "registeredDivision", "division");

    private final Answering answering;
    private final MasterRecords masterRecords;
    private final SubjectIds ids;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Words words;

    SubjectSearchPage(
            Answering answering,
            MasterRecords masterRecords,
            SubjectIds ids,
            Catalogue catalogue,
            Clock clock,
            Words words) {
        this.answering = answering;
        this.masterRecords = masterRecords;
        this.ids = ids;
        this.catalogue = catalogue;
        this.clock = clock;
        this.words = words;
    }

    /** A subject that was found, as its row shows it. */
    public record Hit(
            SubjectId ref,
            String path,
            String name,
            String number,
            String born,
            String division,
            long conflicts,
            String note) {}

    /** What somebody typed, to be shown again. */
    public record Typed(String kind, String name, String birthDate, String idType, String id, String uscc) {
        static final Typed NOTHING = new Typed("", "", "", IdType.RESIDENT_ID.name(), "", "");
    }

    @GetMapping("/workbench/subjects")
    String form(Model model) {
        return page(model, Typed.NOTHING);
    }

    @PostMapping("/workbench/subjects")
    String find(
            Actor me,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String birthDate,
            @RequestParam(defaultValue = "RESIDENT_ID") String idType,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String uscc,
            Model model) {
        Typed typed = new Typed(kind, name.strip(), birthDate.strip(), idType, id.strip(), uscc.strip());
        List<Hit> hits = new ArrayList<>();
        String fault =
                switch (kind) {
                    case "number" -> byNumber(me, type(idType), typed.id(), hits);
                    case "uscc" -> byNumber(me, IdType.USCC, typed.uscc(), hits);
                    case "person" -> persons(me, typed, hits, model);
                    case "entity" -> entities(me, typed, hits, model);
                    default -> words.of("search.fault.kind");
                };
        answering.record(me, SHOWN, hits.stream().map(Hit::ref).toList());
        if (fault == null
                && hits.size() == 1
                && hits.get(0).note() == null
                && !kind.equals("person")
                && !kind.equals("entity")) return "redirect:" + hits.get(0).path();
        model.addAttribute("fault", fault);
        model.addAttribute("hits", fault == null ? hits : null);
        return page(model, typed);
    }

    private static String page(Model model, Typed typed) {
        model.addAttribute("typed", typed);
        model.addAttribute("idTypes", IdType.values());
        return "subjects";
    }

    private static IdType type(String name) {
        for (IdType type : IdType.values()) if (type.name().equals(name)) return type;
        return IdType.RESIDENT_ID;
    }

    private String byNumber(Actor me, IdType type, String typed, List<Hit> hits) {
        IdentifierReading reading = IdentifierReading.read(type, typed);
        if (reading.identifier().isEmpty()) {
            var fault = reading.faults().get(0);
            return words.english() ? fault.messageEn() : fault.message();
        }
        Identifier number = reading.identifier().get();
        Standing standing = masterRecords
                .standing(type.subjectType(), List.of(new Standing.Asked(ids.of(number), number)), null)
                .results()
                .get(0);
        if (standing instanceof Standing.Found found) hit(me, type.subjectType(), found.subject(), null, hits);
        else if (standing instanceof Standing.Superseded superseded)
            hit(me, type.subjectType(), superseded.by(), words.of("search.superseded"), hits);
        else if (standing instanceof Standing.Ambiguous ambiguous)
            for (StoredSubject each : ambiguous.successors())
                hit(me, type.subjectType(), each, words.of("search.shared"), hits);
        return null;
    }

    private String persons(Actor me, Typed typed, List<Hit> hits, Model model) {
        if (typed.name().isEmpty() || typed.birthDate().isEmpty()) return words.of("search.fault.person");
        LocalDate born;
        try {
            born = LocalDate.parse(typed.birthDate());
        } catch (DateTimeException e) {
            return words.of("search.fault.date");
        }
        search(me, SubjectType.PERSON, new SearchCriteria(typed.name(), null, null, born), hits, model);
        return null;
    }

    private String entities(Actor me, Typed typed, List<Hit> hits, Model model) {
        if (typed.name().codePointCount(0, typed.name().length()) < 2) return words.of("search.fault.entity");
        search(me, SubjectType.LEGAL_ENTITY, new SearchCriteria(null, typed.name(), null, null), hits, model);
        return null;
    }

    private void search(Actor me, SubjectType type, SearchCriteria criteria, List<Hit> hits, Model model) {
        Instant now = clock.instant();
        SubjectId after = null;
        SubjectSight sight = SubjectSight.of(me);
        // Who sees some only has the others passed over, so a page may hold fewer than were asked for.
        do {
            SearchPage page;
            try {
                page = masterRecords.search(type, criteria, new AsOf(today(), now), false, after, MOST);
            } catch (IllegalArgumentException e) {
                // Normalising can shorten a name to less than can be searched for.
                return;
            }
            for (SubjectRecord found : page.results())
                if (hits.size() < MOST && sight.sees(found.master()))
                    hits.add(hit(type, found.ref(), found.identifier(), found.master(), sight, null));
            after = page.next();
        } while (after != null && hits.size() < MOST);
        model.addAttribute("more", after != null);
    }

    private void hit(Actor me, SubjectType type, StoredSubject stored, String note, List<Hit> hits) {
        SubjectSight sight = SubjectSight.of(me);
        MasterRecord master = MasterForm.read(stored.master());
        if (sight.sees(master)) hits.add(hit(type, stored.ref(), stored.identifier(), master, sight, note));
    }

    private Hit hit(
            SubjectType type,
            SubjectId ref,
            Identifier identifier,
            MasterRecord master,
            SubjectSight sight,
            String note) {
        return new Hit(
                ref,
                SubjectPage.path(type, ref),
                value(type, master, "name", sight),
                sight.number(identifier),
                type == SubjectType.PERSON ? value(type, master, "birthDate", sight) : "",
                value(type, master, type == SubjectType.PERSON ? "registeredDivision" : "division", sight),
                master.conflicts().stream()
                        .filter(each -> each.conflict().isOpen(today()) && sight.sees(each.conflict()))
                        .count(),
                note);
    }

    private String value(SubjectType type, MasterRecord master, String item, SubjectSight sight) {
        for (Segment segment : master.items().byItem().getOrDefault(item, List.of()))
            if (segment.covers(today()) && sight.sees(segment))
                return catalogue
                        .item(type, item)
                        .map(known -> words.value(known, segment.value()))
                        .orElse(segment.value());
        return "";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Times.CHINA);
    }
}
