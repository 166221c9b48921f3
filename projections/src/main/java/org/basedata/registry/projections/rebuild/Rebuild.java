package org.basedata.registry.projections.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.RecordEvent;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.projections.delivery.DeliveryProjection;
import org.basedata.registry.projections.delivery.DeliveryStatuses;
import org.basedata.registry.projections.subject.SubjectTables;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/**
 * Builds the derived tables again from the events, in the order of the log and through the code that writes them live, so that
 * they end row for row as live writing had left them. No registry may be open meanwhile. A rebuild that is broken off leaves a
 * mark by which registries refuse to open until another one has finished.
 */
public final class Rebuild {
    /** The tables that hold nothing but what the events say; all other tables are of record. */
    public static final List<String> DERIVED =
            List.of("person_current", "legal_entity_current", "source_record", "subject_conflict", "delivery_status");

    private static final int BATCH = 5_000;

    private final Database database;
    private final EventLog log;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final SubjectTables subjects;
    private final DeliveryStatuses deliveries;

    public Rebuild(Database database, EventLog log, ObjectMapper json) {
        this.database = database;
        this.log = log;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.subjects = new SubjectTables(database.dataSource(), json);
        this.deliveries = new DeliveryStatuses(database.dataSource(), json);
    }

    /**
     * @param progress told after every batch, on the calling thread
     * @throws RegistryLocked while a registry is open on this database
     */
    public RebuildReport run(Consumer<RebuildProgress> progress) {
        RegistryLock lock = RegistryLock.exclusive(database.dataSource());
        try {
            return rebuild(progress);
        } finally {
            lock.close();
        }
    }

    private RebuildReport rebuild(Consumer<RebuildProgress> progress) {
        long begun = System.nanoTime();
        transactions.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM rebuild_unfinished");
            jdbc.update("INSERT INTO rebuild_unfinished VALUES (now())");
            jdbc.execute("TRUNCATE " + String.join(", ", DERIVED));
        });
        long total = log.head();
        long[] done = {0};
        log.read(0, BATCH, batch -> {
            transactions.executeWithoutResult(status -> apply(batch));
            done[0] = batch.get(batch.size() - 1).position();
            double seconds = (System.nanoTime() - begun) / 1e9;
            progress.accept(new RebuildProgress(done[0], Math.max(total, done[0]), done[0] / seconds));
        });
        for (String table : DERIVED) jdbc.execute("ANALYZE " + table);
        transactions.executeWithoutResult(status -> {
            // What was parked is applied now. The processor's token stays: what it brings again changes nothing.
            jdbc.update("DELETE FROM deadletterentry WHERE processinggroup = ?", DeliveryProjection.PROCESSOR);
            jdbc.update("DELETE FROM rebuild_unfinished");
        });
        return new RebuildReport(done[0], done[0], Duration.ofNanos(System.nanoTime() - begun));
    }

    private void apply(List<EventLog.LoggedEvent> batch) {
        List<RecordedEvent> events = new ArrayList<>(batch.size());
        Set<SubjectId> touched = new HashSet<>();
        Set<RecordKey> records = new HashSet<>();
        for (EventLog.LoggedEvent logged : batch) {
            DomainEventMessage<?> message = logged.event();
            if (message.getPayload() instanceof SubjectEvent event) {
                SubjectId subject = SubjectId.of(message.getAggregateIdentifier());
                touched.add(subject);
                if (event instanceof RecordEvent stated) records.add(stated.record());
                events.add(new RecordedEvent(subject, message.getSequenceNumber(), message.getTimestamp(), event));
            } else if (message.getPayload() instanceof DeliveryEvent event) {
                deliveries.apply(event, message.getTimestamp(), logged.position());
            }
        }
        if (events.isEmpty()) return;
        WorkingSet state = subjects.load(touched, records);
        events.forEach(state::evolve);
        subjects.write(state);
    }
}
