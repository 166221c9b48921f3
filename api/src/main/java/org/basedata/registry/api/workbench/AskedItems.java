package org.basedata.registry.api.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.conflict.ListedConflict;
import org.springframework.stereotype.Component;

/**
 * What is in doubt about the items that a department is asked about, and no others. To look into it, the department sees these items whole: what
 * it said itself with its records, and what others say with the department's name only. Asked about all of a case, it sees the doubts in
 * which it has a value.
 */
@Component
final class AskedItems {
    private static final int MOST = 100;

    private final Conflicts conflicts;
    private final Catalogue catalogue;
    private final Words words;

    AskedItems(Conflicts conflicts, Catalogue catalogue, Words words) {
        this.conflicts = conflicts;
        this.catalogue = catalogue;
        this.words = words;
    }

    /** An item in doubt; {@code rule} in words where it is one that is broken, else null. */
    public record Doubt(
            String item, String rule, String kind, String severity, String period, boolean settled, List<Side> sides) {}

    /** What somebody says; {@code record} of the own department only. */
    public record Side(String value, boolean own, String source, String record, String since, boolean standing) {}

    /**
     * @param items of the request; empty for all of the case
     * @param conflict whether it is one of the case's
     */
    List<Doubt> doubts(
            SubjectId subject,
            KnownSubjects.Known known,
            List<String> items,
            SubjectSight sight,
            LocalDate today,
            Predicate<ListedConflict> conflict) {
        List<Doubt> doubts = new ArrayList<>();
        ConflictFilter filter = new ConflictFilter(null, null, null, subject, null, null);
        for (ListedConflict each : conflicts.list(filter, null, MOST, today).results())
            if (each.ref().equals(subject) && conflict.test(each) && isAsked(each.conflict(), items, sight))
                doubts.add(doubt(known, each, sight));
        return doubts;
    }

    private static boolean isAsked(Conflict conflict, List<String> items, SubjectSight sight) {
        return items.isEmpty() ? sight.sees(conflict) : conflict.item() != null && items.contains(conflict.item());
    }

    private Doubt doubt(KnownSubjects.Known known, ListedConflict listed, SubjectSight sight) {
        Conflict conflict = listed.conflict();
        List<Side> own = new ArrayList<>();
        List<Side> others = new ArrayList<>();
        for (int i = 0; i < conflict.values().size(); i++) {
            ConflictValue value = conflict.values().get(i);
            boolean ours = sight.sees(value.source());
            // What contradicts by a rule is a value of another item.
            if (i > 0 && !ours && conflict.kind() == ConflictKind.RULE) continue;
            (ours ? own : others)
                    .add(new Side(
                            value(known, conflict.item(), value.value()),
                            ours,
                            words.source(value.source()),
                            ours ? words.dataset(value.dataset()) + " " + value.recordId() : "",
                            value.validFrom() == null ? "" : value.validFrom().toString(),
                            value.value() != null && value.value().equals(conflict.standing())));
        }
        own.addAll(others);
        return new Doubt(
                item(known, conflict.item()),
                conflict.rule() == null ? null : words.of("rule." + conflict.rule()),
                conflict.kind().name(),
                conflict.severity().name(),
                words.period(conflict.from(), conflict.to()),
                listed.settledAt() != null,
                own);
    }

    /** What the department says of items that were asked about and are in no doubt; {@code value} is empty where it says nothing. */
    public record Said(String item, String value, String record, String period) {}

    List<Said> said(
            KnownSubjects.Known known, List<String> items, List<Doubt> doubts, SubjectSight sight, LocalDate today) {
        List<Said> said = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        doubts.forEach(doubt -> told.add(doubt.item()));
        for (String code : items) {
            String item = item(known, code);
            if (!told.add(item)) continue;
            int before = said.size();
            if (known != null)
                for (Segment segment : known.master().items().byItem().getOrDefault(code, List.of()))
                    if (segment.covers(today) && sight.sees(segment))
                        said.add(new Said(
                                item,
                                value(known, code, segment.value()),
                                sight.sees(segment.origin().source())
                                        ? words.dataset(segment.origin().dataset()) + " "
                                                + segment.origin().recordId()
                                        : "",
                                words.period(segment.from(), segment.to())));
            if (said.size() == before) said.add(new Said(item, "", "", ""));
        }
        return said;
    }

    String item(KnownSubjects.Known known, String code) {
        if (code == null) return "";
        return known == null ? code : words.item(known.type(), code);
    }

    private String value(KnownSubjects.Known known, String item, String value) {
        if (value == null) return "";
        DataItem definition = known == null || item == null
                ? null
                : catalogue.item(known.type(), item).orElse(null);
        return definition == null ? value : words.value(definition, value);
    }
}
