package org.basedata.registry.core.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.eventstore.Ledger.Noted;
import org.basedata.registry.core.eventstore.Ledger.Stamped;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What Axon and the registry's own readers may expect of the store. */
class PostgresEventStorageEngineIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private final UUID subject = UUID.randomUUID();
    private PostgresEventStorageEngine engine;

    @BeforeEach
    void emptyStore() {
        db.clear();
        engine = Ledger.engine(db.dataSource());
    }

    @Test
    void anEventComesBackAsItWasWritten() {
        DomainEventMessage<Stamped> stamped = new GenericDomainEventMessage<>(
                "Subject",
                subject.toString(),
                0,
                new Stamped("印章"),
                Map.of("handledBy", "李四", "trace", 7),
                UUID.randomUUID().toString(),
                Ledger.TIME);
        engine.appendEvents(stamped, Ledger.noted(subject, 1));

        List<? extends DomainEventMessage<?>> read = stream(subject, 0);
        assertThat(read).hasSize(2);
        DomainEventMessage<?> first = read.get(0);
        assertThat((Object) first.getPayload()).isEqualTo(new Stamped("印章"));
        assertThat((Object) first.getPayloadType()).isEqualTo(Stamped.class);
        assertThat(first.getIdentifier()).isEqualTo(stamped.getIdentifier());
        assertThat(first.getTimestamp()).isEqualTo(Ledger.TIME);
        assertThat((Object) first.getMetaData()).isEqualTo(stamped.getMetaData());
        assertThat(first.getType()).isEqualTo("Subject");
        assertThat(first.getAggregateIdentifier()).isEqualTo(subject.toString());
        assertThat(first.getSequenceNumber()).isZero();
        assertThat((Object) read.get(1).getPayload()).isEqualTo(new Noted("天河分局", 1));
        assertThat(read.get(1).getMetaData().isEmpty()).isTrue();
    }

    @Test
    void aPositionCanBeHadBeforeTheCommitThatGivesIt() {
        engine.appendEvents(Ledger.notes(UUID.randomUUID(), 0, 4));
        long position = db.transactions().execute(status -> {
            engine.appendEvents(Ledger.notes(subject, 0, 3));
            return engine.positionBeforeCommit();
        });
        assertThat(position).isEqualTo(7);
        assertThat(engine.headPosition()).isEqualTo(7);
        engine.appendEvents(Ledger.notes(subject, 3, 1));
        assertThat(engine.headPosition()).isEqualTo(8);
        assertThatThrownBy(engine::positionBeforeCommit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSubjectIsReadFromAnySequenceOn() {
        engine.appendEvents(Ledger.notes(subject, 0, 10));
        engine.appendEvents(Ledger.notes(UUID.randomUUID(), 0, 3));
        assertThat(sequences(stream(subject, 7))).containsExactly(7L, 8L, 9L);
        DomainEventStream rest = engine.readEvents(subject.toString(), 7);
        rest.forEachRemaining(event -> assertThat(event).isNotNull());
        assertThat(rest.getLastSequenceNumber()).isEqualTo(9);
        assertThat(engine.readEvents(subject.toString(), 10).hasNext()).isFalse();
        assertThat(engine.lastSequenceNumberFor(subject.toString())).contains(9L);
        assertThat(engine.lastSequenceNumberFor(UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void aSecondEventAtOneSequenceIsAConflictAndNothingOfTheAppendIsStored() {
        engine.appendEvents(Ledger.notes(subject, 0, 3));
        UUID bystander = UUID.randomUUID();
        List<EventMessage<?>> append = new ArrayList<>(Ledger.notes(bystander, 0, 2));
        append.addAll(Ledger.notes(subject, 2, 2));

        assertThatThrownBy(() -> engine.appendEvents(append))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageStartingWith("EVENT_CONFLICT")
                .matches(PostgresEventStorageEngine::isRetryable);
        assertThat(engine.lastSequenceNumberFor(bystander.toString())).isEmpty();
        engine.appendEvents(Ledger.notes(subject, 3, 1));
        assertThat(positions(null)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void deadlocksAndSerialisationFailuresCanBeTriedAgainAndOtherFailuresCannot() {
        for (String state : List.of("40001", "40P01", "23505")) {
            assertThat(PostgresEventStorageEngine.isRetryable(new RuntimeException(new SQLException("x", state))))
                    .as(state)
                    .isTrue();
        }
        for (String state : List.of("23514", "57014", "08006")) {
            assertThat(PostgresEventStorageEngine.isRetryable(new RuntimeException(new SQLException("x", state))))
                    .as(state)
                    .isFalse();
        }
        assertThat(PostgresEventStorageEngine.isRetryable(new IllegalStateException()))
                .isFalse();
    }

    @Test
    void appendingJoinsTheTransactionAndPositionsAreKnownAfterItsCommit() {
        engine.appendEvents(Ledger.notes(UUID.randomUUID(), 0, 5));
        AppendedPositions appended = db.transactions().execute(status -> {
            engine.appendEvents(Ledger.notes(subject, 0, 2));
            assertThat(stream(subject, 0)).as("its own transaction sees them").hasSize(2);
            assertThat(engine.log().streams(List.of(subject), -1, null)).hasSize(2);
            assertThat(positions(null)).as("followers do not").hasSize(5);
            engine.appendEvents(Ledger.notes(subject, 2, 3));
            AppendedPositions positions = engine.appended();
            assertThatThrownBy(positions::last).hasMessageContaining("not committed yet");
            return positions;
        });
        assertThat(appended.events()).isEqualTo(5);
        assertThat(appended.last()).isEqualTo(10);
        assertThat(engine.headPosition()).isEqualTo(10);
        engine.appendEvents(Ledger.notes(subject, 5, 1));
        assertThat(appended.last()).isEqualTo(10);
    }

    @Test
    void theCommitTellsThePositionWithoutALookUp() throws Exception {
        try (Database single = Database.connect(db.url(), db.user(), db.password(), 1)) {
            PostgresEventStorageEngine alone = Ledger.engine(single.dataSource());
            AppendedPositions appended = single.transactions().execute(status -> {
                alone.appendEvents(Ledger.notes(subject, 0, 3));
                return alone.appended();
            });
            // With the only connection taken a look-up would wait for it, and fail.
            try (Connection taken = single.dataSource().getConnection()) {
                assertThat(appended.last()).isEqualTo(3);
                assertThat(taken.isClosed()).isFalse();
            }
        }
    }

    @Test
    void thePositionIsLookedUpWhereTheServerKeepsNoticesToItself() {
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        AppendedPositions appended = db.transactions().execute(status -> {
            jdbc.execute("SET LOCAL client_min_messages = warning");
            engine.appendEvents(Ledger.notes(subject, 0, 3));
            return engine.appended();
        });
        assertThat(appended.last()).isEqualTo(3);
    }

    @Test
    void aRolledBackTransactionLeavesNoHoleAndHasNoPositions() {
        engine.appendEvents(Ledger.notes(subject, 0, 1));
        AppendedPositions lost = db.transactions().execute(status -> {
            engine.appendEvents(Ledger.notes(subject, 1, 4));
            status.setRollbackOnly();
            return engine.appended();
        });
        engine.appendEvents(Ledger.notes(subject, 1, 1));
        assertThatThrownBy(lost::last).hasMessageContaining("rolled back");
        assertThat(positions(null)).containsExactly(1L, 2L);
    }

    @Test
    void whatIsRolledBackToASavepointNeverHadAPosition() {
        TransactionTemplate nested = new TransactionTemplate(db.transactionManager());
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        db.transactions().executeWithoutResult(status -> {
            engine.appendEvents(Ledger.notes(subject, 0, 2));
            nested.executeWithoutResult(inner -> {
                engine.appendEvents(Ledger.notes(subject, 2, 5));
                inner.setRollbackOnly();
            });
            engine.appendEvents(Ledger.notes(subject, 2, 1));
        });
        assertThat(positions(null)).containsExactly(1L, 2L, 3L);
        assertThat(stream(subject, 0)).hasSize(3);
    }

    @Test
    void aTransactionInsideAnotherHasPositionsOfItsOwn() {
        TransactionTemplate separate = new TransactionTemplate(db.transactionManager());
        separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        AppendedPositions[] inner = new AppendedPositions[1];
        AppendedPositions outer = db.transactions().execute(status -> {
            engine.appendEvents(Ledger.notes(subject, 0, 2));
            inner[0] = separate.execute(other -> {
                engine.appendEvents(Ledger.notes(UUID.randomUUID(), 0, 3));
                return engine.appended();
            });
            return engine.appended();
        });
        assertThat(inner[0].last()).isEqualTo(3);
        assertThat(outer.last()).isEqualTo(5);
        assertThat(outer.events()).isEqualTo(2);
    }

    @Test
    void underAnotherIsolationTheCommitIsRefused() {
        TransactionTemplate repeatable = new TransactionTemplate(db.transactionManager());
        repeatable.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        assertThatThrownBy(() ->
                        repeatable.executeWithoutResult(status -> engine.appendEvents(Ledger.notes(subject, 0, 1))))
                .hasStackTraceContaining("LOG_ISOLATION");
        assertThat(engine.headPosition()).isZero();
        assertThat(stream(subject, 0)).isEmpty();
    }

    @Test
    void aFollowerGoesOnFromAnyPositionInsideABlock() {
        engine.appendEvents(Ledger.notes(subject, 0, 12_000));
        engine.appendEvents(Ledger.notes(UUID.randomUUID(), 0, 1));
        List<? extends TrackedEventMessage<?>> rest = read(new GlobalSequenceTrackingToken(6_123));
        assertThat(rest).hasSize(12_001 - 6_123);
        assertThat(rest.get(0).trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(6_124));
        assertThat(((DomainEventMessage<?>) rest.get(0)).getSequenceNumber()).isEqualTo(6_123);
        assertThat(positions(new GlobalSequenceTrackingToken(12_000))).containsExactly(12_001L);
        assertThat(positions(engine.createHeadToken())).isEmpty();
        assertThat(positions(engine.createTailToken())).hasSize(12_001);
    }

    @Test
    void aReplayFollowsFromItsOwnPositionNotFromWhereItWasReset() {
        engine.appendEvents(Ledger.notes(subject, 0, 10));
        TrackingToken replay =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(8), new GlobalSequenceTrackingToken(2));
        assertThat(positions(replay)).startsWith(3L).hasSize(8);
    }

    @Test
    void anAppendLargerThanOneCopyIsOneTransactionInOrder() {
        AppendedPositions appended = db.transactions().execute(status -> {
            engine.appendEvents(Ledger.notes(subject, 0, 45_000));
            return engine.appended();
        });
        assertThat(appended.last()).isEqualTo(45_000);
        long[] expected = {0};
        engine.log()
                .read(
                        0,
                        5_000,
                        batch -> batch.forEach(event -> {
                            assertThat(event.event().getSequenceNumber()).isEqualTo(expected[0]++);
                            assertThat(event.position()).isEqualTo(expected[0]);
                        }));
        assertThat(expected[0]).isEqualTo(45_000);
    }

    @Test
    void theTokenAtATimeStandsBeforeTheFirstEventRecordedThen() {
        engine.appendEvents(Ledger.notes(subject, 0, 5)); // one second apart
        engine.appendEvents(Ledger.notes(subject, 5, 5));
        assertThat(positions(engine.createTokenAt(Ledger.TIME.plusSeconds(7)))).containsExactly(8L, 9L, 10L);
        assertThat(positions(engine.createTokenAt(Ledger.TIME.plusMillis(6_001))))
                .containsExactly(8L, 9L, 10L);
        assertThat(positions(engine.createTokenAt(Ledger.TIME.minusSeconds(1)))).hasSize(10);
        assertThat(positions(engine.createTokenAt(Ledger.TIME.plusSeconds(10)))).isEmpty();
    }

    @Test
    void manySubjectsAreReadInOneQuery() {
        UUID other = UUID.randomUUID();
        UUID none = UUID.randomUUID();
        engine.appendEvents(Ledger.notes(subject, 0, 3));
        engine.appendEvents(Ledger.notes(other, 0, 2));
        engine.appendEvents(Ledger.notes(subject, 3, 1));
        List<EventLog.StreamEvent> found = engine.log().streams(List.of(other, none, subject), -1, null);
        assertThat(found).extracting(EventLog.StreamEvent::subject).containsOnly(subject, other);
        assertThat(found.stream()
                        .filter(event -> event.subject().equals(subject))
                        .map(EventLog.StreamEvent::sequence))
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(engine.log().streams(List.of(subject), 1, Ledger.TIME.plusSeconds(2)))
                .as("after the second, until the third was recorded")
                .extracting(EventLog.StreamEvent::sequence)
                .containsExactly(2L);
        assertThat(engine.log().streams(List.of(none), -1, null)).isEmpty();
    }

    @Test
    void anEventOfNoAggregateIsAStreamOfItsOwn() {
        EventMessage<Noted> alone = new GenericEventMessage<>(new Noted("unit", 1));
        engine.appendEvents(alone);
        List<? extends DomainEventMessage<?>> read = stream(UUID.fromString(alone.getIdentifier()), 0);
        assertThat(read).hasSize(1);
        assertThat((Object) read.get(0).getPayload()).isEqualTo(new Noted("unit", 1));
    }

    @Test
    void onlyTheLatestSnapshotIsKept() {
        assertThat(engine.readSnapshot(subject.toString())).isEmpty();
        engine.storeSnapshot(Ledger.noted(subject, 5));
        engine.storeSnapshot(Ledger.noted(subject, 9));
        engine.storeSnapshot(Ledger.noted(subject, 7));
        DomainEventMessage<?> snapshot = engine.readSnapshot(subject.toString()).orElseThrow();
        assertThat(snapshot.getSequenceNumber()).isEqualTo(9);
        assertThat((Object) snapshot.getPayload()).isEqualTo(new Noted("天河分局", 9));
        assertThat(snapshot.getTimestamp()).isEqualTo(Ledger.TIME.plusSeconds(9));
        assertThat(snapshot.getMetaData().isEmpty()).isTrue();
    }

    @Test
    void classesWithoutAStableNameAndIdentifiersThatAreNoUuidsAreRefused() {
        assertThatThrownBy(() -> engine.appendEvents(
                        new GenericDomainEventMessage<>("Subject", subject.toString(), 0, "a string")))
                .hasMessageContaining("EVENT_TYPE_UNKNOWN");
        assertThatThrownBy(() ->
                        engine.appendEvents(new GenericDomainEventMessage<>("Subject", "s-1", 0, new Noted("unit", 1))))
                .hasMessageContaining("IDENTIFIER_FORMAT");
        assertThatThrownBy(() -> engine.appendEvents(
                        new GenericDomainEventMessage<>("Delivery", subject.toString(), 0, new Noted("unit", 1))))
                .hasMessageContaining("EVENT_TYPE_STREAM");
        assertThat(engine.headPosition()).isZero();
    }

    record Later(String word) {}

    @Test
    void anEventOfANewerProgramStopsTheReaderInsteadOfBeingSkipped() {
        EventTypes newer = EventTypes.builder()
                .add(Later.class, "Later", "1", "Subject")
                .add(Noted.class, "Noted", "3", "Subject")
                .build();
        PostgresEventStorageEngine newerEngine = new PostgresEventStorageEngine(
                db.dataSource(), new EventSerializer(newer, JsonMapper.builder().build()), NoOpEventUpcaster.INSTANCE);
        UUID unknown = UUID.randomUUID();
        newerEngine.appendEvents(new GenericDomainEventMessage<>("Subject", unknown.toString(), 0, new Later("word")));
        newerEngine.appendEvents(Ledger.noted(subject, 0));

        assertThatThrownBy(() -> read(null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("EVENT_TYPE_UNKNOWN")
                .hasMessageContaining("Later");
        assertThatThrownBy(() -> engine.log().streams(List.of(subject), -1, null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("EVENT_REVISION");
    }

    @Test
    void anEngineDoesNotOpenOnAStoreWhoseSequenceWasLeftOutOfARestore() {
        for (int i = 0; i < 40; i++) {
            engine.appendEvents(Ledger.notes(subject, i, 1));
        }
        JdbcTemplate sql = new JdbcTemplate(db.dataSource());
        long free = sql.queryForObject("SELECT (max(slot) >> 20) + 1 FROM event", Long.class);
        sql.execute("SELECT setval('event_append', 1, false)");
        assertThatThrownBy(() -> Ledger.engine(db.dataSource()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LOG_SEQUENCE")
                .hasMessageContaining("SELECT setval('event_append', " + free + ", false)");
        sql.execute("SELECT setval('event_append', " + free + ", false)");
        Ledger.engine(db.dataSource()).appendEvents(Ledger.notes(subject, 40, 1));
        assertThat(positions(null)).hasSize(41);
    }

    @Test
    void aLogWithMissingPositionsIsNotFollowedPastTheGap() {
        for (int i = 0; i < 3; i++) {
            engine.appendEvents(Ledger.notes(subject, i, 1));
        }
        new JdbcTemplate(db.dataSource()).update("DELETE FROM log_block WHERE last_position = 2");
        assertThatThrownBy(() -> read(null)).hasMessageContaining("LOG_GAP");
    }

    @Test
    void eventsInsertedByHandGetTheirPositionsToo() {
        engine.appendEvents(Ledger.notes(subject, 0, 1));
        new JdbcTemplate(db.dataSource()).update("""
                        INSERT INTO event (subject, sequence, slot, recorded_at, event_id, type, payload, metadata)
                        SELECT ?, 1, nextval('event_append') << 20, recorded_at, gen_random_uuid(),
                            type, payload, metadata FROM event WHERE sequence = 0""", subject);
        assertThat(positions(null)).containsExactly(1L, 2L);
    }

    private List<? extends DomainEventMessage<?>> stream(UUID of, long from) {
        return engine.readEvents(of.toString(), from).asStream().toList();
    }

    private static List<Long> sequences(List<? extends DomainEventMessage<?>> events) {
        return events.stream().map(event -> event.getSequenceNumber()).toList();
    }

    private List<? extends TrackedEventMessage<?>> read(TrackingToken after) {
        try (var events = engine.readEvents(after, false)) {
            return events.toList();
        }
    }

    private List<Long> positions(TrackingToken after) {
        return read(after).stream()
                .map(event -> event.trackingToken().position().orElseThrow())
                .toList();
    }
}
