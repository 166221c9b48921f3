package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.subject.DecisionRevoked;
import org.basedata.registry.core.subject.IdentifierSuperseded;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.ItemDecided;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.RecordCorrected;
import org.basedata.registry.core.subject.RecordEnded;
import org.basedata.registry.core.subject.RecordEvent;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordReaffirmed;
import org.basedata.registry.core.subject.RecordWithdrawn;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RecordsAssigned;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectSplit;
import org.basedata.registry.core.subject.SubjectsMerged;
import org.basedata.registry.core.survivorship.Segment;

/**
 * What the master record showed of each item, on both time axes: one entry for each stretch of valid time with one value, from
 * the event that brought it to the event that took it away. Read off the events' outcomes alone.
 */
public final class SubjectHistory {
    private static final Comparator<HistoryEntry> ORDER = Comparator.comparing(HistoryEntry::item)
            .thenComparing(HistoryEntry::knownFrom)
            .thenComparing(HistoryEntry::validFrom, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final SubjectStreams streams;

    public SubjectHistory(SubjectStreams streams) {
        this.streams = streams;
    }

    /**
     * In order of item, time of knowledge and valid time; empty when nothing is known of the subject. What one delivery
     * brought and took away again was known for no time: then {@code knownFrom} equals {@code knownTo}.
     */
    public List<HistoryEntry> of(SubjectId ref) {
        List<RecordedEvent> stream = streams.read(List.of(ref)).getOrDefault(ref, List.of());
        Map<String, List<HistoryEntry>> shown = new TreeMap<>();
        List<HistoryEntry> past = new ArrayList<>();
        RecordEvent stated = null;
        Cause decided = null;
        for (RecordedEvent recorded : stream) {
            SubjectEvent happened = recorded.event();
            Cause act;
            if (happened instanceof RecordEvent event) {
                stated = event;
                decided = null;
                act = new Cause(
                        recorded.recordedAt(),
                        change(event),
                        reason(event.version()),
                        author(event.record(), event.version()));
            } else if (happened instanceof RecordMoved event) {
                // The version that moved a record stands just before, if it is in this stream and not in the other's.
                boolean moved = stated != null && stated.record().equals(event.record());
                RecordVersion by = moved ? stated.version() : null;
                act = decided != null
                        ? decided
                        : new Cause(
                                recorded.recordedAt(),
                                HistoryEntry.Change.MOVE,
                                by == null ? null : reason(by),
                                author(event.record(), by));
                stated = null;
            } else {
                stated = null;
                if (happened instanceof IdentityEvent event)
                    decided = act(event.act(), change(event), recorded.recordedAt());
                else if (happened instanceof ItemDecided event)
                    decided = act(event.decision().act(), HistoryEntry.Change.DECISION, recorded.recordedAt());
                else if (happened instanceof DecisionRevoked event)
                    decided = act(event.act(), HistoryEntry.Change.REVOCATION, recorded.recordedAt());
                act = decided;
            }
            Outcome outcome = SubjectEvent.outcome(happened);
            if (outcome != null)
                outcome.items().byItem().forEach((item, segments) -> {
                    List<HistoryEntry> before = shown.getOrDefault(item, List.of());
                    shown.put(item, replace(item, before, segments, act, past));
                });
        }
        shown.values().forEach(past::addAll);
        past.sort(ORDER);
        return List.copyOf(past);
    }

    /** What an event does to the entries that it begins or ends. */
    private record Cause(Instant at, HistoryEntry.Change change, String reason, HistoryEntry.Author by) {}

    private static List<HistoryEntry> replace(
            String item, List<HistoryEntry> before, List<Segment> segments, Cause act, List<HistoryEntry> past) {
        List<HistoryEntry> gone = new ArrayList<>(before);
        List<HistoryEntry> kept = new ArrayList<>(segments.size());
        List<HistoryEntry.Stretch> begun = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            HistoryEntry same = gone.stream()
                    .filter(entry -> shows(entry, segment))
                    .findFirst()
                    .orElse(null);
            kept.add(same);
            if (same != null) gone.remove(same);
            else begun.add(stretch(segment));
        }
        List<HistoryEntry.Stretch> ended =
                gone.stream().map(SubjectHistory::stretch).toList();
        List<HistoryEntry> after = new ArrayList<>(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            HistoryEntry same = kept.get(i);
            after.add(
                    same != null
                            ? same
                            : begun(item, segment, act, stretch(segment).otherwise(ended)));
        }
        for (HistoryEntry entry : gone)
            past.add(ended(entry, act, stretch(entry).otherwise(begun)));
        return after;
    }

    private static HistoryEntry.Stretch stretch(Segment segment) {
        return new HistoryEntry.Stretch(segment.value(), segment.from(), segment.to());
    }

    private static HistoryEntry.Stretch stretch(HistoryEntry entry) {
        return new HistoryEntry.Stretch(entry.value(), entry.validFrom(), entry.validTo());
    }

    /** Who else says the same is no part of an entry, so its change is none either. */
    private static boolean shows(HistoryEntry entry, Segment segment) {
        return entry.value().equals(segment.value())
                && Objects.equals(entry.validFrom(), segment.from())
                && Objects.equals(entry.validTo(), segment.to())
                && entry.status() == segment.status()
                && entry.basis() == segment.basis()
                && entry.version() == segment.origin().version()
                && new RecordKey(entry.source(), entry.dataset(), entry.recordId())
                        .equals(segment.origin().record());
    }

    private static HistoryEntry begun(String item, Segment segment, Cause act, List<HistoryEntry.Stretch> before) {
        return new HistoryEntry(
                item,
                segment.value(),
                segment.from(),
                segment.to(),
                act.at(),
                null,
                segment.origin().source(),
                segment.origin().dataset(),
                segment.origin().recordId(),
                segment.origin().version(),
                segment.status(),
                segment.basis(),
                act.change(),
                act.reason(),
                act.by(),
                before,
                null,
                null,
                null,
                List.of());
    }

    private static HistoryEntry ended(HistoryEntry entry, Cause act, List<HistoryEntry.Stretch> after) {
        return new HistoryEntry(
                entry.item(),
                entry.value(),
                entry.validFrom(),
                entry.validTo(),
                entry.knownFrom(),
                act.at(),
                entry.source(),
                entry.dataset(),
                entry.recordId(),
                entry.version(),
                entry.status(),
                entry.basis(),
                entry.change(),
                entry.reason(),
                entry.by(),
                entry.before(),
                act.change(),
                act.reason(),
                act.by(),
                after);
    }

    private static Cause act(Act act, HistoryEntry.Change change, Instant at) {
        HistoryEntry.Author by = new HistoryEntry.Author(act.by(), null, null, null, act.unit(), act.person());
        return new Cause(at, change, act.reason(), by);
    }

    private static HistoryEntry.Change change(IdentityEvent event) {
        if (event instanceof IdentifierSuperseded) return HistoryEntry.Change.IDENTIFIER_CHANGE;
        if (event instanceof SubjectsMerged) return HistoryEntry.Change.MERGE;
        if (event instanceof SubjectSplit) return HistoryEntry.Change.SPLIT;
        if (event instanceof RecordsAssigned) return HistoryEntry.Change.ASSIGNMENT;
        return HistoryEntry.Change.REVOCATION;
    }

    private static HistoryEntry.Change change(RecordEvent event) {
        if (event instanceof RecordCorrected) return HistoryEntry.Change.CORRECTION;
        if (event instanceof RecordEnded) return HistoryEntry.Change.END;
        if (event instanceof RecordWithdrawn) return HistoryEntry.Change.WITHDRAWAL;
        if (event instanceof RecordReaffirmed) return HistoryEntry.Change.REAFFIRMATION;
        return HistoryEntry.Change.CHANGE;
    }

    /** @param version null where it stands in another subject's stream */
    private static HistoryEntry.Author author(RecordKey record, RecordVersion version) {
        return new HistoryEntry.Author(
                record.source(),
                record.dataset(),
                record.recordId(),
                version == null ? null : version.version(),
                version == null ? null : version.provenance().handlingUnit(),
                version == null ? null : version.provenance().handlingPerson());
    }

    private static String reason(RecordVersion version) {
        return version.provenance().reason();
    }
}
