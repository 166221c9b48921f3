package org.basedata.registry.projections.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.basedata.registry.core.database.Writes;
import org.basedata.registry.core.eventstore.PostgresEventStorageEngine;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseEvent;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOpened;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseReopened;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.subject.ConflictEvent;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.following.FollowingProjection;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Follows the conflicts of subjects: opens a case where a subject is in doubt and has none, and closes it when nothing is in doubt any more.
 * Events only tell which subjects to look at; what is decided follows from their conflicts as they are stored now. So events may come again,
 * late, and in any company, and what a batch appends is in the transaction of the batch's token: nothing is opened twice.
 */
public final class WhenConflictRaisedThenOpenCase extends FollowingProjection {
    /** Name of the streaming processor and of its processing group. */
    public static final String PROCESSOR = "cases";

    /** Subjects whose conflicts and master records are in memory together. */
    private static final int AT_ONCE = 2_000;

    /** Any number, the same in every process. */
    private static final long REVIEWING = 0x7265_7669_6577L;

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final CaseTables tables;
    private final CaseStreams streams;
    private final CaseRegistrar registrar;
    private final PostgresEventStorageEngine engine;
    private final Clock clock;

    public WhenConflictRaisedThenOpenCase(
            DataSource dataSource,
            CaseTables tables,
            CaseRegistrar registrar,
            PostgresEventStorageEngine engine,
            Clock clock) {
        super(dataSource);
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.tables = tables;
        this.streams = new CaseStreams(engine.log());
        this.registrar = registrar;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * The streaming processor that follows the store; it is not started yet.
     *
     * @param transactions begins transactions on {@code dataSource} that Spring knows of
     * @param events serializer of stored events
     */
    public StreamingEventProcessor processor(
            StreamableMessageSource<TrackedEventMessage<?>> store, TransactionManager transactions, Serializer events) {
        return FollowingProcessor.of(PROCESSOR, this, store, dataSource, transactions, events);
    }

    @EventHandler
    void on(ConflictEvent event, TrackedEventMessage<?> message) {
        alone(message);
    }

    /** A subject that is another one, or no longer, has a case that waits for a person, or no longer. */
    @EventHandler
    void on(IdentityEvent event, TrackedEventMessage<?> message) {
        alone(message);
    }

    @Override
    protected void apply(List<TrackedEventMessage<?>> messages) {
        Set<SubjectId> subjects = new HashSet<>();
        for (TrackedEventMessage<?> message : messages)
            subjects.add(SubjectId.of(((DomainEventMessage<?>) message).getAggregateIdentifier()));
        subjects.addAll(jdbc.query(
                "DELETE FROM case_review WHERE subject IN (SELECT subject FROM case_review LIMIT " + AT_ONCE
                        + ") RETURNING subject",
                (row, n) -> new SubjectId(row.getObject(1, UUID.class))));
        review(subjects);
    }

    /** In the caller's transaction; also for subjects whose violations of rules across subjects have changed. */
    public void review(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) return;
        // One at a time, whatever it was that told of a subject: two would open a case each, and one would fail.
        jdbc.queryForList("SELECT pg_advisory_xact_lock(" + REVIEWING + ")");
        List<SubjectId> all = new ArrayList<>(new TreeSet<>(subjects));
        for (int from = 0; from < all.size(); from += AT_ONCE)
            reviewTogether(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }

    private void reviewTogether(List<SubjectId> subjects) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, CaseRegistrar.DAY_ZONE);
        CaseTables.OfSubjects before = tables.ofSubjects(subjects);
        // Whom people are at work on is waited for, and read again afterwards.
        Set<CaseId> ids = new HashSet<>(before.open().values());
        tables.lock(ids);
        CaseTables.OfSubjects there = ids.isEmpty() ? before : tables.ofSubjects(subjects);
        ids.addAll(there.open().values());
        ids.addAll(there.lastClosed().values());
        Map<CaseId, ReconciliationCase> files = streams.load(ids);
        Map<SubjectId, CaseRegistrar.Facts> facts = tables.facts(subjects, today);
        Iterator<String> numbers = numbers(subjects, there, facts);
        List<CaseStep> steps = new ArrayList<>();
        List<ReconciliationCase> changed = new ArrayList<>();
        for (SubjectId subject : subjects) {
            ReconciliationCase open = files.get(there.open().get(subject));
            ReconciliationCase last = files.get(there.lastClosed().get(subject));
            CaseEvent event = registrar.review(open, last, subject, facts.get(subject), of -> numbers.next(), now);
            if (event == null) continue;
            ReconciliationCase file = event instanceof CaseOpened
                    ? ReconciliationCase.begun(new CaseId(UUID.fromString(SubmitRecordsHandler.eventId())))
                    : event instanceof CaseReopened ? last : open;
            steps.add(step(file, event, now));
            changed.add(file);
        }
        if (steps.isEmpty()) return;
        steps.sort((one, other) -> one.id().compareTo(other.id()));
        engine.appendEvents(steps.stream().map(CaseStreams::message).toList());
        tables.write(changed);
        // Here, not before the commit: what fails must fail while the batch can be undone to its savepoint.
        Writes.sendWaiting(dataSource);
    }

    private static CaseStep step(ReconciliationCase file, CaseEvent event, Instant now) {
        Instant last = file.history().isEmpty()
                ? now
                : file.history().get(file.history().size() - 1).recordedAt();
        CaseStep step = new CaseStep(file.id(), file.version() + 1, last.isAfter(now) ? last : now, event);
        file.evolve(step);
        return step;
    }

    /** As many as may be needed: of numbers that are not taken nobody takes notice. */
    private Iterator<String> numbers(
            List<SubjectId> subjects, CaseTables.OfSubjects there, Map<SubjectId, CaseRegistrar.Facts> facts) {
        int most = 0;
        for (SubjectId subject : subjects)
            if (!there.open().containsKey(subject)
                    && !facts.get(subject).conflicts().isEmpty()) most++;
        return most == 0 ? List.<String>of().iterator() : tables.numbers(most).iterator();
    }
}
