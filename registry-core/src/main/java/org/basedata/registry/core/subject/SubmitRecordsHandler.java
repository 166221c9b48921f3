package org.basedata.registry.core.subject;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordKey;

/**
 * Handles a batch in one unit of work: load all subjects at once, decide row by row in memory, append all events in one
 * write, then write the tables that must be in step. Nothing is written before everything is loaded.
 */
public final class SubmitRecordsHandler {
    /** Aggregate type of subject streams in the event store. */
    public static final String STREAM = "Subject";

    private final SubjectView view;
    private final Registrar registrar;
    private final SubjectIds ids;
    private final EventStore events;
    private final Clock clock;

    public SubmitRecordsHandler(SubjectView view, Registrar registrar, SubjectIds ids, EventStore events, Clock clock) {
        this.view = view;
        this.registrar = registrar;
        this.ids = ids;
        this.events = events;
        this.clock = clock;
    }

    public List<RecordOutcome> handle(SubmitRecords command) {
        Set<SubjectId> subjects = new HashSet<>();
        Set<SubjectType> types = EnumSet.noneOf(SubjectType.class);
        Set<RecordKey> records = new HashSet<>();
        for (SubmitRecord row : command.rows()) {
            records.add(row.record());
            subjects.add(row.about() != null ? ids.of(row.about()) : ids.orphan(row.record()));
            types.add(row.about() != null ? row.about().type().subjectType() : SubjectType.PERSON);
        }
        WorkingSet state = view.load(subjects, types, records);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<RecordedEvent> recorded = new ArrayList<>(command.rows().size() + 16);
        // In the order of subjects, so that writers of other processes lock the same keys in the same order; the rows
        // of one
        // subject stay in theirs.
        List<SubmitRecord> rows = command.rows();
        SubjectId[] streams = rows.stream().map(row -> subject(state, row)).toArray(SubjectId[]::new);
        Registrar.Decided[] decided = new Registrar.Decided[rows.size()];
        IntStream.range(0, decided.length)
                .boxed()
                .sorted(Comparator.comparing(i -> streams[i]))
                .forEach(i -> decided[i] = registrar.decide(state, rows.get(i), now, recorded));
        if (!recorded.isEmpty()) {
            events.publish(recorded.stream().map(SubmitRecordsHandler::message).toList());
            CurrentUnitOfWork.get().onPrepareCommit(work -> view.write(state));
        }
        return Arrays.stream(decided).map(d -> registrar.outcome(state, d, now)).toList();
    }

    private SubjectId subject(WorkingSet state, SubmitRecord row) {
        if (row.about() != null) return state.belonging().holder(row.record(), ids.of(row.about()));
        SubjectId owner = state.owner(row.record());
        return owner != null ? owner : ids.orphan(row.record());
    }

    /** An event as the store takes it. */
    public static DomainEventMessage<SubjectEvent> message(RecordedEvent recorded) {
        String subject = recorded.subject().toString();
        return new GenericDomainEventMessage<>(
                STREAM,
                subject,
                recorded.sequence(),
                recorded.event(),
                MetaData.emptyInstance(),
                eventId(),
                recorded.recordedAt());
    }

    /** Names a message, guards nothing: ordinary randomness is enough, and a hundred times cheaper than the secure kind. */
    public static String eventId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
