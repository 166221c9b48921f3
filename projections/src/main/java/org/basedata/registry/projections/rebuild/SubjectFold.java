package org.basedata.registry.projections.rebuild;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.eventstore.LogPositions;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.RecordEvent;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.projections.change.SubjectChanges;
import org.basedata.registry.projections.subject.SubjectPeriods;
import org.basedata.registry.projections.subject.SubjectTables.WholeSubject;

/**
 * From the events of a range of subjects to subjects as they stand, each from its whole stream in a working set of its own. Rebuild
 * and verification both begin here.
 *
 * <p>A record of which several streams hold versions is told by the streams that it left or has not reached: one of its versions
 * names another owner, or it was moved, or it has no owner. The stream that it came to may not tell, if the record is there as
 * though it had never been elsewhere. So of all streams that hold versions of such a record at most one, its owner's, takes what
 * it has for the whole.
 */
final class SubjectFold {
    private static final int EVENTS_AT_ONCE = 1_000;

    private final EventLog log;
    private final LogPositions positions;

    SubjectFold(EventLog log, LogPositions positions) {
        this.log = log;
        this.positions = positions;
    }

    /** @param events how many events of the subjects were applied */
    record Folded(List<WholeSubject> subjects, List<SubjectChanges> changes, int events) {}

    /**
     * @param consumer takes subjects in the order of their ids, many at a time
     * @return how many events the range has, those that are of no subject included
     */
    long fold(int range, Consumer<Folded> consumer) {
        Streams streams = new Streams(consumer, positions);
        long events = log.readStreams(range, SubmitRecordsHandler.STREAM, streams::next);
        streams.handOver();
        return events;
    }

    private static final class Streams {
        private final Consumer<Folded> consumer;
        private final LogPositions positions;
        private List<WholeSubject> done = new ArrayList<>();
        private List<SubjectChanges> changed = new ArrayList<>();
        private int events;
        private UUID current;
        private SubjectId subject;
        private WorkingSet state;
        private Set<RecordKey> elsewhere;
        private SubjectPeriods periods;
        private SubjectChanges changes;

        Streams(Consumer<Folded> consumer, LogPositions positions) {
            this.consumer = consumer;
            this.positions = positions;
        }

        void next(EventLog.StreamEvent stored) {
            if (!(stored.payload() instanceof SubjectEvent event)) return;
            if (!stored.subject().equals(current)) begin(stored.subject());
            if (event instanceof RecordMoved moved) elsewhere.add(moved.record());
            else if (event instanceof RecordEvent stated && stated.elsewhere() != null) elsewhere.add(stated.record());
            state.evolve(new RecordedEvent(subject, stored.sequence(), stored.recordedAt(), event));
            Identifier identifier = state.subject(subject).identifier();
            boolean legalEntity = identifier != null && identifier.type().subjectType() == SubjectType.LEGAL_ENTITY;
            periods.apply(stored.sequence(), stored.recordedAt(), event, legalEntity);
            changes.apply(positions.of(stored.slot()), stored.sequence(), stored.recordedAt(), event, legalEntity);
            events++;
        }

        private void begin(UUID next) {
            end();
            if (events >= EVENTS_AT_ONCE) handOver();
            current = next;
            subject = new SubjectId(next);
            state = WorkingSet.ofStream(subject);
            elsewhere = new HashSet<>();
            periods = new SubjectPeriods(subject);
            changes = new SubjectChanges(subject);
        }

        private void end() {
            if (current == null) return;
            for (RecordKey record : state.touchedRecords()) if (state.owner(record) == null) elsewhere.add(record);
            done.add(new WholeSubject(state, elsewhere, periods));
            changed.add(changes);
            current = null;
        }

        void handOver() {
            end();
            if (done.isEmpty()) return;
            consumer.accept(new Folded(done, changed, events));
            done = new ArrayList<>();
            changed = new ArrayList<>();
            events = 0;
        }
    }
}
