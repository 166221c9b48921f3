package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.OutcomeEvent;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectSnapshot;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.WorkingSet;

/** Subjects as they were before and after some of their events, many at a time: one read for all that have few events. */
public final class SubjectSteps {
    private final SubjectSnapshots snapshots;
    private final SubjectStreams streams;

    public SubjectSteps(DataSource dataSource, SubjectStreams streams) {
        this.snapshots = new SubjectSnapshots(dataSource, streams);
        this.streams = streams;
    }

    /** An event that may change what is answered of the subject. */
    public record Place(SubjectId subject, long sequence, Instant recordedAt) {}

    /**
     * @param before of sequence -1 and without a record, when the event is the subject's first
     * @param after with the conflicts that were found by the event, which follow it in the stream
     */
    public record Step(SubjectSnapshot before, SubjectSnapshot after) {}

    /** Of each place its step. */
    public Map<Place, Step> of(Collection<Place> places) {
        Map<SubjectId, TreeSet<Long>> wanted = new HashMap<>();
        Map<SubjectId, Instant> until = new HashMap<>();
        for (Place place : places) {
            wanted.computeIfAbsent(place.subject(), id -> new TreeSet<>()).add(place.sequence());
            until.merge(place.subject(), place.recordedAt(), (one, other) -> one.isAfter(other) ? one : other);
        }
        Map<Place, Step> steps = new HashMap<>();
        List<SubjectId> wholly = new ArrayList<>();
        Instant latest = Instant.EPOCH;
        for (Map.Entry<SubjectId, TreeSet<Long>> each : wanted.entrySet()) {
            SubjectId subject = each.getKey();
            long first = each.getValue().first();
            SubjectSnapshot snapshot = first < SubjectSnapshot.EVERY ? null : snapshots.lastBefore(subject, first);
            if (snapshot != null)
                fold(
                        snapshot.state(),
                        streams.read(List.of(subject), snapshot.sequence(), until.get(subject))
                                .getOrDefault(subject, List.of()),
                        each.getValue(),
                        steps);
            else {
                wholly.add(subject);
                if (until.get(subject).isAfter(latest)) latest = until.get(subject);
            }
        }
        if (!wholly.isEmpty())
            streams.read(wholly, latest)
                    .forEach((subject, stream) ->
                            fold(SubjectState.unknown(subject), stream, wanted.get(subject), steps));
        return steps;
    }

    private static void fold(SubjectState from, List<RecordedEvent> events, Set<Long> wanted, Map<Place, Step> steps) {
        WorkingSet set = WorkingSet.ofStream(from.id());
        set.load(from);
        Set<Long> left = new HashSet<>(wanted);
        for (int i = 0; i < events.size() && !left.isEmpty(); i++) {
            RecordedEvent event = events.get(i);
            if (!left.remove(event.sequence())) {
                set.evolve(event);
                continue;
            }
            SubjectSnapshot before = copy(set.subject(from.id()));
            set.evolve(event);
            while (i + 1 < events.size() && belongsTo(event, events.get(i + 1))) set.evolve(events.get(++i));
            steps.put(
                    new Place(from.id(), event.sequence(), event.recordedAt()),
                    new Step(before, copy(set.subject(from.id()))));
        }
    }

    /** Whether the event that follows tells more of what the first has led to. */
    private static boolean belongsTo(RecordedEvent first, RecordedEvent next) {
        return next.recordedAt().equals(first.recordedAt())
                && !(next.event() instanceof OutcomeEvent)
                && !(next.event() instanceof IdentityEvent);
    }

    private static SubjectSnapshot copy(SubjectState state) {
        return new SubjectSnapshot(
                state.id(), state.identifier(), state.sequence(), state.recordedAt(), state.master(), state.links());
    }
}
