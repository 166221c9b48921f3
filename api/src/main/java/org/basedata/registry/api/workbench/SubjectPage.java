package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.conflict.ListedConflict;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.subject.Explanation;
import org.basedata.registry.projections.subject.Explanations;
import org.basedata.registry.projections.subject.HistoryEntry;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.Standing;
import org.basedata.registry.projections.subject.StoredSubject;
import org.basedata.registry.projections.subject.SubjectHistory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** One subject: its master record, what is in doubt, its history, and why an item has its value. */
@Controller
@In(Area.SUBJECTS)
final class SubjectPage {
    private static final String PERSONS = "persons";
    private static final String ENTITIES = "legal-entities";
    private static final String PATH = "/workbench/{kind:" + PERSONS + "|" + ENTITIES + "}/{ref}";
    private static final int MOST_CONFLICTS = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MasterRecords masterRecords;
    private final Answering answering;
    private final Conflicts conflicts;
    private final Cases cases;
    private final SubjectHistory history;
    private final Explanations explanations;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Words words;

    SubjectPage(
            MasterRecords masterRecords,
            Answering answering,
            Conflicts conflicts,
            Cases cases,
            SubjectHistory history,
            Explanations explanations,
            Catalogue catalogue,
            Clock clock,
            Words words) {
        this.masterRecords = masterRecords;
        this.answering = answering;
        this.conflicts = conflicts;
        this.cases = cases;
        this.history = history;
        this.explanations = explanations;
        this.catalogue = catalogue;
        this.clock = clock;
        this.words = words;
    }

    static String path(SubjectType type, SubjectId ref) {
        return "/workbench/" + (type == SubjectType.PERSON ? PERSONS : ENTITIES) + "/" + ref;
    }

    /**
     * The frame of the pages of a subject.
     *
     * @param number masked for those who may not see it
     */
    public record Head(
            SubjectType type, SubjectId ref, String path, String name, String number, String numberType, int open) {}

    /** One value of one item; {@code first} where the item begins. */
    public record Row(
            String code,
            String label,
            boolean first,
            String value,
            String status,
            String source,
            String sourceName,
            String basis,
            String period,
            String recordedAt,
            List<String> corroboratedBy) {}

    /** A conflict, its competing values in words. */
    public record Doubt(
            String kind,
            String what,
            String severity,
            String since,
            String period,
            List<Side> sides,
            String otherPath) {}

    public record Side(String value, String source, String record, boolean standing) {}

    private record Shown(Head head, StoredSubject subject, MasterRecord master, SubjectSight sight, AsOf asOf) {}

    @GetMapping(PATH)
    String record(
            Actor me,
            @PathVariable String kind,
            @PathVariable String ref,
            @RequestParam(required = false) String validAt,
            @RequestParam(required = false) String knownAt,
            Model model) {
        Shown shown = shown(me, kind, ref, validAt, knownAt, model);
        if (shown.subject() == null) return "successors";
        model.addAttribute("rows", rows(shown));
        model.addAttribute("doubts", doubts(shown));
        model.addAttribute(
                "inCase",
                Area.CASES.isOpenTo(me)
                        ? cases.openNumbers(List.of(shown.subject().ref()))
                                .get(shown.subject().ref())
                        : null);
        model.addAttribute("validAt", shown.asOf().validAt());
        model.addAttribute("knownAt", knownAt);
        return "subject";
    }

    @GetMapping(PATH + "/history")
    String history(
            Actor me,
            @PathVariable String kind,
            @PathVariable String ref,
            @RequestParam(required = false) String item,
            Model model) {
        Shown shown = shown(me, kind, ref, null, null, model);
        if (shown.subject() == null) return "successors";
        SubjectType type = shown.head().type();
        List<HistoryEntry> entries = history.of(shown.subject().ref()).stream()
                .filter(shown.sight()::sees)
                .filter(entry -> catalogue.item(type, entry.item()).isPresent())
                .toList();
        List<DataItem> items = catalogue.items(type).stream()
                .filter(each -> entries.stream().anyMatch(entry -> entry.item().equals(each.code())))
                .toList();
        if (items.isEmpty()) throw noRecord();
        DataItem chosen = items.stream()
                .filter(each -> each.code().equals(item))
                .findFirst()
                .orElseGet(() -> mostEventful(items, entries));
        List<Change> changes = entries.stream()
                .filter(entry -> entry.item().equals(chosen.code()))
                .sorted(Comparator.comparing(HistoryEntry::knownFrom).reversed())
                .map(entry -> change(chosen, entry, shown.sight()))
                .toList();
        Map<String, String> labels = new LinkedHashMap<>();
        for (DataItem each : items) labels.put(each.code(), words.item(type, each.code()));
        model.addAttribute("items", labels);
        model.addAttribute("item", chosen.code());
        model.addAttribute("label", labels.get(chosen.code()));
        model.addAttribute("changes", changes);
        model.addAttribute("chart", JSON.writeValueAsString(chart(changes)));
        return "history";
    }

    @GetMapping(PATH + "/explanation")
    String explanation(
            Actor me,
            @PathVariable String kind,
            @PathVariable String ref,
            @RequestParam String item,
            @RequestParam(required = false) String validAt,
            @RequestParam(required = false) String knownAt,
            @RequestHeader(name = "HX-Request", required = false) String part,
            Model model) {
        Shown shown = shown(me, kind, ref, validAt, knownAt, model);
        if (shown.subject() == null) return "successors";
        SubjectType type = shown.head().type();
        DataItem definition = catalogue.item(type, item).orElseThrow(SubjectPage::noRecord);
        Explanation explanation =
                explanations.of(type, shown.subject().ref(), item, shown.asOf()).orElseThrow(SubjectPage::noRecord);
        model.addAttribute("label", words.item(type, item));
        model.addAttribute("explanation", explanation);
        model.addAttribute("text", text(definition, explanation, shown.sight()));
        model.addAttribute("parties", parties(definition, explanation, shown.sight()));
        return part == null ? "explanation" : "explanation :: panel";
    }

    private Shown shown(Actor me, String kind, String ref, String validAt, String knownAt, Model model) {
        SubjectType type = kind.equals(PERSONS) ? SubjectType.PERSON : SubjectType.LEGAL_ENTITY;
        Instant known = knownAt(knownAt);
        AsOf asOf = new AsOf(validAt == null || validAt.isBlank() ? today() : date("validAt", validAt), known);
        Standing standing = masterRecords
                .standing(type, List.of(new Standing.Asked(id(ref), null)), known)
                .results()
                .get(0);
        SubjectSight sight = SubjectSight.of(me);
        if (standing instanceof Standing.Ambiguous ambiguous) {
            model.addAttribute(
                    "successors",
                    ambiguous.successors().stream()
                            .filter(each -> sight.sees(MasterForm.read(each.master())))
                            .map(each -> head(type, each, MasterForm.read(each.master()), sight, asOf))
                            .toList());
            return new Shown(null, null, null, sight, asOf);
        }
        if (!(standing instanceof Standing.Found found)) throw noRecord();
        MasterRecord master = MasterForm.read(found.subject().master());
        if (!sight.sees(master)) throw noRecord();
        answering.record(me, seen(master, sight), List.of(found.subject().ref()));
        Head head = head(type, found.subject(), master, sight, asOf);
        model.addAttribute("head", head);
        return new Shown(head, found.subject(), master, sight, asOf);
    }

    private static Set<String> seen(MasterRecord master, SubjectSight sight) {
        return master.items().byItem().entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(sight::sees))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Head head(SubjectType type, StoredSubject subject, MasterRecord master, SubjectSight sight, AsOf asOf) {
        String name = master.items().byItem().getOrDefault("name", List.of()).stream()
                .filter(segment -> segment.covers(asOf.validAt()) && sight.sees(segment))
                .map(Segment::value)
                .findFirst()
                .orElseGet(() -> words.of("subject.unnamed"));
        long open = master.conflicts().stream()
                .filter(each -> each.conflict().isOpen(today()) && sight.sees(each.conflict()))
                .count();
        return new Head(
                type,
                subject.ref(),
                path(type, subject.ref()),
                name,
                sight.number(subject.identifier()),
                subject.identifier() == null ? "" : subject.identifier().type().name(),
                (int) open);
    }

    private List<Row> rows(Shown shown) {
        List<Row> rows = new ArrayList<>();
        SubjectType type = shown.head().type();
        for (DataItem item : catalogue.items(type)) {
            boolean first = true;
            for (Segment segment : shown.master().items().byItem().getOrDefault(item.code(), List.of())) {
                if (!segment.covers(shown.asOf().validAt()) || !shown.sight().sees(segment)) continue;
                rows.add(new Row(
                        item.code(),
                        words.item(type, item.code()),
                        first,
                        value(item, segment.value(), shown.sight()),
                        segment.status().name(),
                        segment.origin().source(),
                        words.source(segment.origin().source()),
                        segment.basis().name(),
                        words.period(segment.from(), segment.to()),
                        words.time(segment.origin().recordedAt()),
                        segment.corroboratedBy().stream()
                                .filter(shown.sight()::sees)
                                .toList()));
                first = false;
            }
        }
        return rows;
    }

    private String value(DataItem item, String value, SubjectSight sight) {
        return sight.masks(item) ? sight.value(item, value) : words.value(item, value);
    }

    private List<Doubt> doubts(Shown shown) {
        ConflictFilter filter =
                new ConflictFilter(null, null, null, shown.subject().ref(), null, true);
        List<Doubt> doubts = new ArrayList<>();
        for (ListedConflict each :
                conflicts.list(filter, null, MOST_CONFLICTS, today()).results())
            if (shown.sight().sees(each.conflict())) doubts.add(doubt(shown, each));
        return doubts;
    }

    private Doubt doubt(Shown shown, ListedConflict listed) {
        Conflict conflict = listed.conflict();
        SubjectType type = shown.head().type();
        DataItem item = conflict.item() == null
                ? null
                : catalogue.item(type, conflict.item()).orElse(null);
        List<Side> sides = new ArrayList<>();
        for (ConflictValue value : conflict.values()) {
            boolean seen = shown.sight().sees(value.source());
            String shownValue = !seen
                    ? words.of("subject.ofAnother")
                    : item == null ? value.value() : value(item, value.value(), shown.sight());
            sides.add(new Side(
                    shownValue == null ? "" : shownValue,
                    seen ? words.source(value.source()) : "",
                    seen ? words.dataset(value.dataset()) + " " + shown.sight().record(value.recordId()) : "",
                    value.value() != null && value.value().equals(conflict.standing())));
        }
        boolean here = listed.ref().equals(shown.subject().ref());
        SubjectId other = here ? listed.other() : listed.ref();
        String what = conflict.rule() != null
                ? words.of("rule." + conflict.rule())
                : conflict.item() == null ? "" : words.item(type, conflict.item());
        return new Doubt(
                conflict.kind().name(),
                what,
                conflict.severity().name(),
                words.time(listed.since()),
                words.period(conflict.from(), conflict.to()),
                sides,
                // Of which type the other is, its own page finds out.
                other == null || shown.sight().own() != null ? null : "/workbench/subjects/" + other);
    }

    /** A subject of either type, by its reference alone. */
    @GetMapping("/workbench/subjects/{ref}")
    String either(@PathVariable String ref) {
        SubjectId id = id(ref);
        for (SubjectType type : SubjectType.values())
            if (masterRecords
                            .standing(type, List.of(new Standing.Asked(id, null)), null)
                            .results()
                            .get(0)
                    != null) return "redirect:" + path(type, id);
        throw noRecord();
    }

    /** A stretch of history; times are null where a period is open. */
    public record Change(
            String value,
            String period,
            String knownFrom,
            String knownTo,
            String source,
            String record,
            String status,
            String change,
            String ended,
            String reason,
            HistoryEntry entry) {}

    private Change change(DataItem item, HistoryEntry entry, SubjectSight sight) {
        return new Change(
                value(item, entry.value(), sight),
                words.period(entry.validFrom(), entry.validTo()),
                words.time(entry.knownFrom()),
                words.time(entry.knownTo()),
                words.source(entry.source()),
                words.dataset(entry.dataset()) + " " + sight.record(entry.recordId()) + " v" + entry.version(),
                entry.status().name(),
                words.of("change." + entry.change()),
                entry.ended() == null ? "" : words.of("change." + entry.ended()),
                entry.endedReason() != null ? entry.endedReason() : entry.reason(),
                entry);
    }

    /** What the chart draws: a rectangle an entry, valid time across, knowledge upwards. */
    private Map<String, Object> chart(List<Change> changes) {
        List<Map<String, Object>> areas = new ArrayList<>();
        for (Change each : changes) {
            Map<String, Object> area = new LinkedHashMap<>();
            area.put("value", each.value());
            area.put("source", each.source());
            area.put("status", words.of("status." + each.status()));
            area.put("validFrom", each.entry().validFrom());
            area.put("validTo", each.entry().validTo());
            area.put("knownFrom", each.entry().knownFrom().toString());
            area.put(
                    "knownTo",
                    each.entry().knownTo() == null
                            ? null
                            : each.entry().knownTo().toString());
            area.put("period", each.period());
            area.put("known", each.knownFrom() + (each.knownTo().isEmpty() ? "" : " – " + each.knownTo()));
            areas.add(area);
        }
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("areas", areas);
        chart.put("today", today().toString());
        chart.put("now", clock.instant().toString());
        chart.put("validAxis", words.of("history.valid"));
        chart.put("knownAxis", words.of("history.known"));
        return chart;
    }

    /** The item with most entries, the first of the catalogue among equals. */
    private static DataItem mostEventful(List<DataItem> items, List<HistoryEntry> entries) {
        DataItem most = items.get(0);
        long count = 0;
        for (DataItem each : items) {
            long own = entries.stream()
                    .filter(entry -> entry.item().equals(each.code()))
                    .count();
            if (own > count && !each.many()) {
                most = each;
                count = own;
            }
        }
        return most;
    }

    /** A statement and the part it plays. */
    public record Part(
            String role,
            String value,
            String source,
            String record,
            String period,
            String recordedAt,
            String handledBy) {}

    private List<Part> parties(DataItem item, Explanation explanation, SubjectSight sight) {
        List<Part> parts = new ArrayList<>();
        List<Explanation.Party> all = new ArrayList<>();
        if (explanation.winner() != null) all.add(explanation.winner());
        all.addAll(explanation.losers());
        for (Explanation.Party each : all) {
            if (!sight.sees(each.source())) continue;
            String unit = each.handlingUnit() == null ? "" : each.handlingUnit();
            String person = each.handlingPerson() == null ? "" : each.handlingPerson();
            parts.add(new Part(
                    each.role().name(),
                    value(item, each.value(), sight),
                    words.source(each.source()),
                    words.dataset(each.dataset()) + " " + sight.record(each.recordId()) + " v" + each.version(),
                    words.period(each.validFrom(), each.validTo()),
                    words.time(each.recordedAt()),
                    (unit + " " + person).strip()));
        }
        return parts;
    }

    /** Null for those who may not read what all sources say: the words name them all. */
    private String text(DataItem item, Explanation explanation, SubjectSight sight) {
        if (sight.own() != null) return null;
        String text = words.english() ? explanation.textEn() : explanation.textZh();
        text = sight.record(text);
        if (!sight.masks(item)) return text;
        // Longest first: one value may be the beginning of another.
        TreeSet<String> values = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        if (explanation.value() != null) values.add(explanation.value());
        if (explanation.winner() != null && explanation.winner().value() != null)
            values.add(explanation.winner().value());
        for (Explanation.Party each : explanation.losers()) if (each.value() != null) values.add(each.value());
        for (String value : values) text = text.replace(value, sight.value(item, value));
        return text;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Times.CHINA);
    }

    private static SubjectId id(String ref) {
        try {
            return new SubjectId(UUID.fromString(ref));
        } catch (IllegalArgumentException e) {
            throw noRecord();
        }
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new RequestRefused(
                            ProblemCode.PARAMETER_INVALID, "日期应为 2026-11-22 的形式", "a date is written as 2026-11-22")
                    .at(name);
        }
    }

    /** The end of the day: what became known on that day is known. Null for all that is known now. */
    private static Instant knownAt(String text) {
        return text == null || text.isBlank()
                ? null
                : date("knownAt", text)
                        .plusDays(1)
                        .atTime(LocalTime.MIN)
                        .toInstant(Times.CHINA)
                        .minusNanos(1_000);
    }

    /** The same for a subject that is not there and one that may not be seen. */
    private static RequestRefused noRecord() {
        return new RequestRefused(
                ProblemCode.NO_RECORD,
                "没有该主体,或不在您可查看的范围内",
                "there is no such subject, or it is not among those you may see");
    }
}
