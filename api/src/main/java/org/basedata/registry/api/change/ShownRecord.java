package org.basedata.registry.api.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.sharing.Naming;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.subject.SubjectSnapshot;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.Segment;

/**
 * Tells what a reader is shown otherwise after a change than before it. Values are compared as they are shown: a change that a mask hides is none,
 * nor is one of an item that may not be seen. That a source says the same once more is none either.
 */
final class ShownRecord {
    private static final String NUMBER = "subject";
    private static final String PREDECESSORS = "predecessors";
    private static final String SUCCESSORS = "successors";

    private final Entitlement allowed;
    private final Catalogue catalogue;
    private final Masks masks;
    private final Naming naming;
    private final String agreements;

    ShownRecord(Entitlement allowed, Catalogue catalogue, Naming naming, Masks masks) {
        this.allowed = allowed;
        this.catalogue = catalogue;
        this.masks = masks;
        this.naming = naming;
        this.agreements = String.join(",", new TreeSet<>(allowed.agreements()));
    }

    /**
     * A stretch of time over which the same is shown.
     *
     * @param source null where it is not named
     */
    private record Stretch(
            LocalDate from,
            LocalDate to,
            String value,
            ItemStatus status,
            Basis basis,
            String source,
            List<String> corroboratedBy) {
        boolean goesOnAs(Stretch next) {
            return to != null
                    && to.equals(next.from)
                    && Objects.equals(value, next.value)
                    && status == next.status
                    && basis == next.basis
                    && Objects.equals(source, next.source)
                    && corroboratedBy.equals(next.corroboratedBy);
        }
    }

    /** In order: items by code, then the other parts. */
    List<String> changed(SubjectSnapshot before, SubjectSnapshot after) {
        List<String> changed = new ArrayList<>();
        for (String item : new TreeSet<>(allowed.items().keySet())) {
            List<Segment> one = before.master().items().byItem().getOrDefault(item, List.of());
            List<Segment> other = after.master().items().byItem().getOrDefault(item, List.of());
            if (!one.equals(other) && !shown(item, one).equals(shown(item, other))) changed.add(item);
        }
        if (!Objects.equals(number(before.identifier()), number(after.identifier()))) changed.add(NUMBER);
        if (!links(before, SubjectLinks.Kind.PREDECESSOR).equals(links(after, SubjectLinks.Kind.PREDECESSOR)))
            changed.add(PREDECESSORS);
        if (!links(before, SubjectLinks.Kind.SUCCESSOR).equals(links(after, SubjectLinks.Kind.SUCCESSOR)))
            changed.add(SUCCESSORS);
        return changed;
    }

    /** The items of a record that somebody has not been shown before. */
    List<String> all(SubjectSnapshot now) {
        return allowed.items().keySet().stream()
                .filter(item -> now.master().items().byItem().containsKey(item))
                .sorted()
                .toList();
    }

    private List<Stretch> shown(String item, List<Segment> timeline) {
        List<Stretch> shown = new ArrayList<>(timeline.size());
        for (Segment segment : timeline) {
            Stretch stretch = new Stretch(
                    segment.from(),
                    segment.to(),
                    masks.shown(
                            allowed.items().get(item),
                            catalogue.item(allowed.type(), item).orElseThrow(),
                            segment.value(),
                            agreements),
                    segment.status(),
                    segment.basis(),
                    isNamed(item, segment.origin().source()) ? segment.origin().source() : null,
                    segment.corroboratedBy().stream()
                            .filter(source -> isNamed(item, source))
                            .toList());
            Stretch last = shown.isEmpty() ? null : shown.get(shown.size() - 1);
            if (last != null && last.goesOnAs(stretch))
                shown.set(
                        shown.size() - 1,
                        new Stretch(
                                last.from(),
                                stretch.to(),
                                last.value(),
                                last.status(),
                                last.basis(),
                                last.source(),
                                last.corroboratedBy()));
            else shown.add(stretch);
        }
        return shown;
    }

    private boolean isNamed(String item, String source) {
        return naming.names(allowed, item, source);
    }

    /** As records show it, with its kind. */
    private String number(Identifier identifier) {
        if (identifier == null) return null;
        String number = identifier.type().subjectType() == SubjectType.LEGAL_ENTITY
                ? identifier.number()
                : masks.number(allowed.number(), identifier.number(), agreements);
        return identifier.type() + "|" + number;
    }

    private static List<SubjectLinks.Link> links(SubjectSnapshot subject, SubjectLinks.Kind kind) {
        return subject.links().of(kind).toList();
    }
}
