package org.basedata.registry.core.survivorship;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.comparison.NameBand;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;

/**
 * Keeps a record whose number fits and whose name does not out of the master record (挂起, GZ decree 165 articles 20 and 22).
 * The reference names are all names and former names of the highest-ranking source that speaks; its own records are never
 * held for their name, and records are never compared with each other. Worked out anew from all records each time, so a
 * late authoritative name releases what was held and holds what counted.
 */
final class Holds {
    private static final String FORMER_NAME = "formerName";

    private final Catalogue catalogue;
    private final SubjectType type;
    private final NumberTrust trust;
    private final List<Decision> accepted;

    /** @param accepted decisions by which a record counts whatever its name is, as long as the reference names are the same */
    Holds(Catalogue catalogue, SubjectType type, NumberTrust trust, List<Decision> accepted) {
        this.catalogue = catalogue;
        this.type = type;
        this.trust = trust;
        this.accepted = accepted;
    }

    /** Returns the timelines that count and adds a conflict for each that is held. */
    List<RecordTimeline> sift(List<RecordTimeline> timelines, List<Conflict> conflicts) {
        boolean unconfirmed = trust == NumberTrust.SHARED
                || trust == NumberTrust.UNCONFIRMED && timelines.stream().noneMatch(this::isOfRegisteringAuthority);
        if (timelines.size() < 2 && !unconfirmed) return timelines;
        String speaker = highestSpeaker(timelines);
        if (speaker == null && !unconfirmed) return timelines;
        Map<String, RecordTimeline> references = references(timelines, speaker);
        List<RecordTimeline> counted = new ArrayList<>(timelines.size());
        for (RecordTimeline timeline : timelines) {
            boolean held = unconfirmed || !fits(timeline, speaker, references.keySet());
            Conflict hold = held ? hold(timeline, references) : null;
            if (held && !isAccepted(hold)) conflicts.add(hold);
            else counted.add(timeline);
        }
        return counted;
    }

    /** Nobody can tell by a number that several share. */
    private boolean isAccepted(Conflict hold) {
        return trust != NumberTrust.SHARED && accepted.stream().anyMatch(decision -> decision.tolerates(hold));
    }

    private boolean isOfRegisteringAuthority(RecordTimeline timeline) {
        return catalogue
                .dataset(timeline.record().dataset())
                .map(Dataset::registering)
                .orElse(false);
    }

    private boolean fits(RecordTimeline timeline, String speaker, Set<String> references) {
        if (timeline.record().source().equals(speaker)) return true;
        String name = timeline.lastName();
        if (name == null || references.contains(name)) return true;
        for (String reference : references) {
            NameBand band = type == SubjectType.PERSON
                    ? PersonNames.band(name, reference)
                    : OrganisationNames.band(name, reference);
            if (band != NameBand.DIFFERENT) return true;
        }
        return false;
    }

    /** The source that ranks highest for the name, of those with a name in any timeline; unlisted sources follow by code. */
    private String highestSpeaker(List<RecordTimeline> timelines) {
        List<String> order = catalogue
                .item(type, RecordTimeline.NAME)
                .map(DataItem::authorityOrder)
                .orElse(List.of());
        String best = null;
        for (RecordTimeline timeline : timelines) {
            String source = timeline.record().source();
            if (timeline.lastName() == null || source.equals(best)) continue;
            if (best == null || rank(order, source) < rank(order, best)) best = source;
            else if (rank(order, source) == rank(order, best) && source.compareTo(best) < 0) best = source;
        }
        return best;
    }

    private static int rank(List<String> order, String source) {
        int rank = order.indexOf(source);
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    private static Map<String, RecordTimeline> references(List<RecordTimeline> timelines, String speaker) {
        Map<String, RecordTimeline> names = new LinkedHashMap<>();
        for (RecordTimeline timeline : timelines) {
            if (!timeline.record().source().equals(speaker)) continue;
            Set<String> found = timeline.values(RecordTimeline.NAME);
            found.addAll(timeline.values(FORMER_NAME));
            found.forEach(name -> names.putIfAbsent(name, timeline));
        }
        return names;
    }

    private static Conflict hold(RecordTimeline timeline, Map<String, RecordTimeline> references) {
        List<ConflictValue> values = new ArrayList<>(1 + references.size());
        values.add(value(timeline.lastName(), timeline));
        references.forEach((name, from) -> {
            if (from != timeline) values.add(value(name, from));
        });
        String standing = values.size() > 1 ? values.get(1).value() : null;
        return new Conflict(
                ConflictKind.HOLD,
                RecordTimeline.NAME,
                null,
                values.get(0).validFrom(),
                null,
                Severity.IDENTITY,
                standing,
                values);
    }

    private static ConflictValue value(String name, RecordTimeline timeline) {
        RecordVersion version = timeline.lastNamed() != null ? timeline.lastNamed() : timeline.last();
        return new ConflictValue(
                name,
                timeline.record().source(),
                timeline.record().dataset(),
                timeline.record().recordId(),
                version.version(),
                version.content().validFrom(),
                version.provenance().recordedAt());
    }
}
