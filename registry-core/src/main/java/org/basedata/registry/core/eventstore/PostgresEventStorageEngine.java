package org.basedata.registry.core.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.basedata.registry.core.database.ColumnType;
import org.basedata.registry.core.database.TableRows;
import org.basedata.registry.core.database.Writes;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Axon's events in PostgreSQL: appended in bulk, read in one dense order.
 *
 * <p><b>Order.</b> Positions are 1, 2, 3 ... without holes, in the order of commits; a reader that has seen a position
 * has been able to see every smaller one, whatever other writers do, and the events of a subject keep their sequence.
 * They are given by the database while a transaction commits (migration {@code V1__event_store.sql}), so nothing that
 * writes to table {@code event} can forget to.
 *
 * <p><b>Transactions.</b> {@link #appendEvents} joins the Spring transaction on the same data source, else it has one
 * of its own. Transactions must be READ COMMITTED. Write an inline projection in the same transaction; the lock that
 * orders commits is taken after the last statement.
 *
 * <p><b>Refusals.</b> A second event at one (subject, sequence) is a {@link ConcurrencyException}. What can be tried
 * again in a new transaction is told by {@link #isRetryable}.
 *
 * <p>Aggregate identifiers and event identifiers are UUIDs. Timestamps are kept to the microsecond.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {
    /** Events that one statement carries; keeps the rows in memory to tens of megabytes. */
    private static final int MOST_EVENTS_AN_APPEND = 20_000;

    private static final int READ_BATCH = 5_000;
    /** An append number times this is its first slot; the migration's trigger knows the same number. */
    private static final int SLOT_BITS = 20;

    private static final int APPEND_NUMBERS_AT_ONCE = 32;
    private static final Pattern STREAM_KEY = Pattern.compile("event_([0-9a-f]_)?pkey");

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final DataSource dataSource;
    private final EventSerializer serializer;
    private final StoredEvents stored;
    private final TableRows<NewEvent> newEvents;
    private final TypeIds ids = new TypeIds();
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final Object appendNumbers = new Object();
    private long nextAppend;
    private long endOfAppends;

    /**
     * @param dataSource PostgreSQL with this module's migrations applied
     * @param upcasters brings old revisions up; see {@link StoredEvents} for what it may assume
     * @throws IllegalStateException when the append numbers are behind the stored events, as after a restore that left
     *     the sequence out; the message has the statement that puts it right
     */
    public PostgresEventStorageEngine(DataSource dataSource, EventSerializer serializer, EventUpcaster upcasters) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.serializer = Objects.requireNonNull(serializer, "serializer");
        this.stored = new StoredEvents(serializer, upcasters, ids);
        this.newEvents = newEvents();
        JdbcTransactionManager transactionManager = new JdbcTransactionManager(dataSource);
        this.writing = new TransactionTemplate(transactionManager);
        this.reading = new TransactionTemplate(transactionManager);
        // Readers of the log see what is committed, never their caller's own events.
        this.reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.reading.setReadOnly(true);
        TransactionTemplate starting = new TransactionTemplate(transactionManager);
        starting.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        starting.executeWithoutResult(status -> withConnection("the event store could not be opened", connection -> {
            ids.register(connection, serializer.types());
            checkAppendNumbers(connection);
            return null;
        }));
    }

    private static void checkAppendNumbers(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("""
                        SELECT (SELECT max(slot) >> 20 FROM event),
                               CASE WHEN is_called THEN last_value + 32 ELSE last_value END FROM event_append""")) {
            row.next();
            long used = row.getLong(1);
            if (!row.wasNull() && used >= row.getLong(2)) {
                throw new IllegalStateException("LOG_SEQUENCE: the sequence event_append stands at " + row.getLong(2)
                        + ", events use numbers up to " + used
                        + "; it was left out of a restore. Run: SELECT setval('event_append', " + (used + 1)
                        + ", false)");
            }
        }
    }

    /** Reads the same store without Axon's processors. */
    public EventLog log() {
        return new EventLog(this);
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        writing.executeWithoutResult(status -> {
            for (int from = 0; from < events.size(); from += MOST_EVENTS_AN_APPEND)
                append(events.subList(from, Math.min(events.size(), from + MOST_EVENTS_AN_APPEND)));
        });
    }

    private void append(List<? extends EventMessage<?>> events) {
        long firstSlot = nextAppend() << SLOT_BITS;
        List<DomainEventMessage<?>> inStreams = new ArrayList<>(events.size());
        Set<String> streams = new TreeSet<>();
        Instant latest = Instant.MIN;
        for (EventMessage<?> each : events) {
            DomainEventMessage<?> event = inStream(each);
            inStreams.add(event);
            if (event.getTimestamp().isAfter(latest)) latest = event.getTimestamp();
            streams.add(typeOf(event).aggregateType());
        }
        List<NewEvent> rows = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++)
            rows.add(new NewEvent(
                    inStreams.get(i), firstSlot + i, i == 0 ? new Append(events.size(), latest, streams) : null));
        newEvents.insert(Writes.of(dataSource), rows, PostgresEventStorageEngine::refused);
        appended().add(firstSlot, events.size());
    }

    /** An event of no aggregate is a stream of its own. */
    private static DomainEventMessage<?> inStream(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domainEvent
                ? domainEvent
                : new GenericDomainEventMessage<>(null, event.getIdentifier(), 0, event, event.getTimestamp());
    }

    private EventTypes.Type<?> typeOf(DomainEventMessage<?> event) {
        EventTypes.Type<?> type = serializer.types().require(event.getPayload().getClass());
        if (event.getType() != null && !event.getType().equals(type.aggregateType())) {
            throw new IllegalArgumentException("EVENT_TYPE_STREAM: " + type.name() + " belongs to streams of type "
                    + type.aggregateType() + ", not " + event.getType());
        }
        return type;
    }

    /** What the first row of an append says of it. */
    private record Append(int events, Instant latest, Set<String> streams) {}

    /** @param append null but for the first */
    private record NewEvent(DomainEventMessage<?> event, long slot, Append append) {}

    private TableRows<NewEvent> newEvents() {
        return new TableRows<NewEvent>("event", 1_024)
                .key(
                        "subject",
                        ColumnType.UUID,
                        (to, row) -> to.uuid(uuid(row.event().getAggregateIdentifier())))
                .key(
                        "sequence",
                        ColumnType.BIGINT,
                        (to, row) -> to.bigint(row.event().getSequenceNumber()))
                .column("slot", ColumnType.BIGINT, (to, row) -> to.bigint(row.slot()))
                .column(
                        "recorded_at",
                        ColumnType.TIMESTAMPTZ,
                        (to, row) -> to.timestamp(row.event().getTimestamp()))
                .column(
                        "latest",
                        ColumnType.TIMESTAMPTZ,
                        (to, row) -> to.timestamp(
                                row.append() == null ? null : row.append().latest()))
                .column(
                        "event_id",
                        ColumnType.UUID,
                        (to, row) -> to.uuid(uuid(row.event().getIdentifier())))
                .column("appended", ColumnType.INTEGER, (to, row) -> {
                    if (row.append() == null) to.none();
                    else to.integer(row.append().events());
                })
                .column("type", ColumnType.SMALLINT, (to, row) -> to.smallint(ids.idOf(typeOf(row.event()))))
                .column(
                        "streams",
                        ColumnType.TEXT,
                        (to, row) -> to.text(
                                row.append() == null
                                        ? null
                                        : String.join(",", row.append().streams())))
                .column(
                        "payload",
                        ColumnType.BYTEA,
                        (to, row) -> to.bytes(serializer.write(
                                typeOf(row.event()), row.event().getPayload())))
                .column(
                        "metadata",
                        ColumnType.BYTEA,
                        (to, row) -> to.bytes(bytesOf(row.event().getMetaData())));
    }

    private byte[] bytesOf(MetaData metaData) {
        return metaData.isEmpty()
                ? null
                : serializer.serialize(metaData, byte[].class).getData();
    }

    private long nextAppend() {
        synchronized (appendNumbers) {
            if (nextAppend == endOfAppends) {
                nextAppend = withConnection("the events could not be numbered", connection -> {
                    try (PreparedStatement select = connection.prepareStatement("SELECT nextval('event_append')");
                            ResultSet row = select.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
                endOfAppends = nextAppend + APPEND_NUMBERS_AT_ONCE;
            }
            return nextAppend++;
        }
    }

    /**
     * The positions of the events that the current transaction appends, to be read after its commit.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public AppendedPositions appended() {
        AppendedPositions positions = (AppendedPositions) TransactionSynchronizationManager.getResource(this);
        if (positions == null) {
            positions = new AppendedPositions(dataSource);
            TransactionSynchronizationManager.registerSynchronization(new Binding(this, positions));
            TransactionSynchronizationManager.bindResource(this, positions);
        }
        return positions;
    }

    /** Keeps the positions with their transaction, also while another one is put in front of it. */
    private record Binding(PostgresEventStorageEngine engine, AppendedPositions positions)
            implements TransactionSynchronization {
        @Override
        public void beforeCommit(boolean readOnly) {
            positions.expect();
        }

        @Override
        public void afterCommit() {
            positions.placed();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(engine);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(engine, positions);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(engine);
            positions.complete(status);
        }
    }

    /** The position of the last committed event; 0 when there is none. */
    public long headPosition() {
        return withConnection("the head of the log could not be read", connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT coalesce(max(last_position), 0) FROM log_block");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /**
     * Gives the events that the current transaction has appended their positions now, not at its commit, and answers the last:
     * for those who must store a position together with what has it. From here to the commit no other transaction with events
     * can commit, so call it last.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public long positionBeforeCommit() {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("positions are given inside of a transaction");
        return withConnection("positions could not be given", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SET CONSTRAINTS event_position IMMEDIATE; SELECT coalesce(max(last_position), 0) FROM log_block")) {
                select.execute();
                select.getMoreResults();
                try (ResultSet row = select.getResultSet()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    LogCursor cursor(long afterPosition) {
        return new LogCursor(dataSource, reading, stored, afterPosition);
    }

    StreamReading streams() {
        return new StreamReading(dataSource, stored, ids);
    }

    List<EventLog.LoggedEvent> logged(LogCursor.Batch batch) {
        List<EventLog.LoggedEvent> events = new ArrayList<>(batch.rows().size());
        for (LogCursor.Logged row : batch.rows())
            stored.messages(row.row(), row.position())
                    .forEach(event -> events.add(new EventLog.LoggedEvent(row.position(), event)));
        return events;
    }

    /**
     * All events after the token, up to the head as it is when the stream gets there; read in batches as the stream
     * is consumed, without a transaction open in between. {@code mayBlock} is not used: the stream ends at the head.
     */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken trackingToken, boolean mayBlock) {
        LogCursor cursor = cursor(positionOf(trackingToken));
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<GenericTrackedDomainEventMessage<?>>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    private List<EventLog.LoggedEvent> batch = List.of();
                    private int at;

                    @Override
                    public boolean tryAdvance(Consumer<? super GenericTrackedDomainEventMessage<?>> action) {
                        while (at == batch.size()) {
                            LogCursor.Batch next = cursor.next(READ_BATCH);
                            if (next.rows().isEmpty()) {
                                return false;
                            }
                            batch = logged(next);
                            at = 0;
                        }
                        action.accept((GenericTrackedDomainEventMessage<?>)
                                batch.get(at++).event());
                        return true;
                    }
                },
                false);
    }

    private static long positionOf(TrackingToken token) {
        if (token == null) {
            return 0;
        }
        TrackingToken plain = WrappedToken.unwrapLowerBound(token);
        if (plain instanceof GlobalSequenceTrackingToken sequence) {
            return Math.max(0, sequence.getGlobalIndex());
        }
        throw new IllegalArgumentException("TOKEN_KIND: the log is followed by GlobalSequenceTrackingToken, not "
                + plain.getClass().getName() + "; reset the processor's token");
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        List<StoredEvents.Row> rows = withConnection("a subject's events could not be read", connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + StoredEvents.COLUMNS
                    + " FROM event WHERE subject = ? AND sequence >= ? ORDER BY sequence")) {
                select.setObject(1, uuid(aggregateIdentifier));
                select.setLong(2, firstSequenceNumber);
                return rows(select, connection);
            }
        });
        // The sequence of the last row, even if an upcaster leaves nothing of it: the next event comes after it.
        Long last =
                rows.isEmpty() ? null : Long.valueOf(rows.get(rows.size() - 1).sequence());
        return DomainEventStream.of(rows.stream().flatMap(row -> stored.messages(row, 0)), () -> last);
    }

    /**
     * @param after sequence after which events are read; -1 for all
     * @param until of recording, inclusive; null for all
     */
    List<EventLog.StreamEvent> streams(Collection<UUID> subjects, long after, Instant until) {
        List<EventLog.StreamEvent> events = new ArrayList<>();
        for (StoredEvents.Row row : rows(subjects, after, until))
            for (Object payload : stored.payloads(row))
                events.add(
                        new EventLog.StreamEvent(row.subject(), row.sequence(), row.slot(), row.recordedAt(), payload));
        return events;
    }

    private List<StoredEvents.Row> rows(Collection<UUID> subjects, long after, Instant until) {
        // Beyond what a database can tell as a time; no event is from before 1970.
        boolean all = until == null || until.isAfter(END_OF_TIME);
        if (!all && until.isBefore(Instant.EPOCH)) return List.of();
        return withConnection("the subjects' events could not be read", connection -> {
            // Of an array all sixteen parts of the table are asked, of one subject only its own.
            boolean one = subjects.size() == 1;
            try (PreparedStatement select = connection.prepareStatement("SELECT " + StoredEvents.COLUMNS
                    + " FROM event WHERE subject = " + (one ? "?" : "ANY (?)") + " AND sequence > ?"
                    + (all ? "" : " AND recorded_at <= ?") + " ORDER BY subject, sequence")) {
                if (one) select.setObject(1, subjects.iterator().next());
                else select.setArray(1, connection.createArrayOf("uuid", subjects.toArray()));
                select.setLong(2, after);
                // The driver would round up to the next microsecond.
                if (!all)
                    select.setObject(3, until.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
                return rows(select, connection);
            }
        });
    }

    private List<StoredEvents.Row> rows(PreparedStatement select, Connection connection) throws SQLException {
        List<StoredEvents.Row> rows = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(stored.read(result, connection));
            }
        }
        return rows;
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return withConnection("a subject's last sequence number could not be read", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT max(sequence) FROM event WHERE subject = ?")) {
                select.setObject(1, uuid(aggregateIdentifier));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long sequence = row.getLong(1);
                    return row.wasNull() ? Optional.empty() : Optional.of(sequence);
                }
            }
        });
    }

    /** Keeps the latest snapshot of a subject; one that is older than the stored one is left out. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        SerializedObject<byte[]> payload = serializer.serialize(snapshot.getPayload(), byte[].class);
        writing.executeWithoutResult(status -> withConnection("a snapshot could not be stored", connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (subject) DO UPDATE SET sequence = excluded.sequence,
                        aggregate_type = excluded.aggregate_type, recorded_at = excluded.recorded_at,
                        event_id = excluded.event_id, payload_type = excluded.payload_type,
                        revision = excluded.revision, payload = excluded.payload, metadata = excluded.metadata
                    WHERE snapshot.sequence < excluded.sequence""")) {
                upsert.setObject(1, uuid(snapshot.getAggregateIdentifier()));
                upsert.setLong(2, snapshot.getSequenceNumber());
                upsert.setString(3, snapshot.getType());
                upsert.setObject(4, OffsetDateTime.ofInstant(snapshot.getTimestamp(), ZoneOffset.UTC));
                upsert.setObject(5, uuid(snapshot.getIdentifier()));
                upsert.setString(6, payload.getType().getName());
                upsert.setString(7, payload.getType().getRevision());
                upsert.setBytes(8, payload.getData());
                upsert.setBytes(9, bytesOf(snapshot.getMetaData()));
                upsert.executeUpdate();
            }
            return null;
        }));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return withConnection("a snapshot could not be read", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT sequence, aggregate_type, recorded_at, event_id, payload_type, revision, payload, metadata
                    FROM snapshot WHERE subject = ?""")) {
                select.setObject(1, uuid(aggregateIdentifier));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(snapshot(aggregateIdentifier, row)) : Optional.empty();
                }
            }
        });
    }

    private DomainEventMessage<?> snapshot(String aggregateIdentifier, ResultSet row) throws SQLException {
        byte[] metadata = row.getBytes(8);
        SerializedMessage<Object> message = new SerializedMessage<>(
                row.getObject(4, UUID.class).toString(),
                new SimpleSerializedObject<>(row.getBytes(7), byte[].class, row.getString(5), row.getString(6)),
                metadata == null
                        ? serializer.serialize(MetaData.emptyInstance(), byte[].class)
                        : new SerializedMetaData<>(metadata, byte[].class),
                serializer);
        Instant recordedAt = row.getObject(3, OffsetDateTime.class).toInstant();
        return new GenericDomainEventMessage<>(
                row.getString(2), aggregateIdentifier, row.getLong(1), message, recordedAt);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(headPosition());
    }

    /** Before the first event recorded at or after the time; the head when there is none. Reads all blocks. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        OffsetDateTime time = OffsetDateTime.ofInstant(dateTime, ZoneOffset.UTC);
        long position = withConnection("the log could not be searched by time", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT b.last_position - b.events
                        + (SELECT min(e.slot) - b.first_slot FROM event e WHERE e.recorded_at >= ?
                           AND e.slot >= b.first_slot AND e.slot < b.first_slot + b.events)
                    FROM log_block b WHERE b.recorded_at >= ? ORDER BY b.last_position LIMIT 1""")) {
                select.setObject(1, time);
                select.setObject(2, time);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : -1L;
                }
            }
        });
        return position < 0 ? createHeadToken() : new GlobalSequenceTrackingToken(position);
    }

    /**
     * Whether the same work may succeed in a new transaction: another writer was first (23505, also on a projection's
     * key), the server chose this one to break a deadlock (40P01) or could not serialise it (40001).
     */
    public static boolean isRetryable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return switch (sql.getSQLState()) {
                    case "23505", "40001", "40P01" -> true;
                    default -> false;
                };
            }
        }
        return false;
    }

    /** Null when the failure is none of these. */
    private static RuntimeException refused(SQLException failure, int missing) {
        String constraint = failure instanceof PSQLException sql && sql.getServerErrorMessage() != null
                ? sql.getServerErrorMessage().getConstraint()
                : null;
        if (constraint == null || !STREAM_KEY.matcher(constraint).matches()) return null;
        return new ConcurrencyException(
                "EVENT_CONFLICT: another writer was first at one of these (subject, sequence)."
                        + " Nothing of this append was stored; load again and decide anew.",
                failure);
    }

    static EventStoreException failure(String what, SQLException cause) {
        return new EventStoreException("EVENT_STORE: " + what + ": " + cause.getMessage(), cause);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** On the transaction's connection where there is one, behind what the transaction has written. */
    private <T> T withConnection(String failing, Work<T> work) {
        Writes.sendWaiting(dataSource);
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure(failing, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static UUID uuid(String identifier) {
        if (identifier.length() != 36) {
            throw new IllegalArgumentException("IDENTIFIER_FORMAT: the event store keeps UUIDs, found an identifier of "
                    + identifier.length() + " characters");
        }
        return UUID.fromString(identifier);
    }
}
