package org.basedata.registry.projections.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.DeliveryTaken;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.following.Following;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class DeliveryProjectionIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Duration LONG = Duration.ofSeconds(20);

    private LiveRegistry registry;
    private DeliveryRecords records;
    private EmbeddedEventStore store;
    private StreamingEventProcessor processor;

    @BeforeEach
    void begin() {
        db.clear();
        registry = new LiveRegistry(db);
        records = new DeliveryRecords(db.dataSource(), LiveRegistry.JSON);
        store = EmbeddedEventStore.builder()
                .storageEngine(registry.engine())
                .fetchDelay(20)
                .build();
        processor = DeliveryProjection.processor(
                store, db.dataSource(), registry.transactions(), LiveRegistry.JSON, registry.serializer());
    }

    @AfterEach
    void end() {
        processor.shutDown();
        store.shutDown();
    }

    private static DeliveryReceived received(UUID delivery) {
        return new DeliveryReceived(
                delivery, "GA", "API", null, null, null, Instant.parse("2026-01-04T16:00:00Z"), true);
    }

    private static RowsRefused refused(UUID delivery, long rows, Map<String, Long> codes) {
        return new RowsRefused(delivery, "GA", rows, new TreeMap<>(codes));
    }

    private static DeliveryCompleted completed(UUID delivery) {
        return new DeliveryCompleted(
                delivery,
                "GA",
                new DeliveryCompleted.Counts(3, 1, 1, 1),
                2,
                List.of(new RecordOutcome(
                        0,
                        RecordOutcome.Kind.ACCEPTED,
                        SubjectId.of("00000000-0000-8000-8000-000000000001"),
                        null,
                        true,
                        null,
                        List.of("name"),
                        List.of(),
                        List.of())),
                List.of(new Fault("VANISHED", "complete", null, "少了两条", "two are missing")));
    }

    private void follow(long position) throws InterruptedException {
        assertThat(new Following(processor).await(position, LONG)).isTrue();
    }

    @Test
    void a_delivery_is_followed_from_its_receipt_to_its_end() throws InterruptedException {
        UUID delivery = UUID.randomUUID();
        processor.start();
        follow(registry.append(0, received(delivery)));
        DeliveryRecord begun = records.find(delivery).orElseThrow();
        assertThat(begun.receivedAt()).isEqualTo(registry.now());
        assertThat(begun.extractTime()).isEqualTo(Instant.parse("2026-01-04T16:00:00Z"));
        assertThat(begun.complete()).isTrue();
        assertThat(begun.completedAt()).isNull();
        assertThat(begun.counts()).isNull();

        registry.append(1, refused(delivery, 2, Map.of("ID_FORMAT", 2L, "NAME_MISSING", 1L)));
        registry.later(Duration.ofMinutes(5));
        long last = registry.append(2, refused(delivery, 1, Map.of("ID_FORMAT", 1L)), completed(delivery));
        follow(last);
        DeliveryRecord ended = records.find(delivery).orElseThrow();
        assertThat(ended.refusedByCode()).isEqualTo(Map.of("ID_FORMAT", 3L, "NAME_MISSING", 1L));
        assertThat(ended.completedAt()).isEqualTo(registry.now());
        assertThat(ended.counts()).isEqualTo(new DeliveryCompleted.Counts(3, 1, 1, 1));
        assertThat(ended.vanished()).isEqualTo(2);
        assertThat(ended.records()).isEqualTo(completed(delivery).records());
        assertThat(ended.warnings()).isEqualTo(completed(delivery).warnings());
        assertThat(ended.position()).isEqualTo(last);
    }

    @Test
    void events_of_subjects_move_the_position_on() throws InterruptedException {
        processor.start();
        registry.submit(
                RowBuilder.row("GA", "household-registration", "GA-1").about(RandomHistory.PERSONS.get(0), "于海涛"));
        follow(registry.log().head());
        assertThat(new Following(processor).position()).isEqualTo(registry.log().head());
    }

    @Test
    void nobody_waits_longer_than_was_asked_for() throws InterruptedException {
        processor.start();
        assertThat(new Following(processor).await(1_000, Duration.ofMillis(50))).isFalse();
    }

    @Test
    void the_same_events_again_change_nothing() {
        UUID delivery = UUID.randomUUID();
        DeliveryStatuses statuses = new DeliveryStatuses(db.dataSource(), LiveRegistry.JSON);
        String first = null;
        for (int time = 0; time < 3; time++) {
            db.transactions().executeWithoutResult(status -> {
                statuses.apply(received(delivery), registry.now(), 5);
                statuses.apply(refused(delivery, 2, Map.of("ID_FORMAT", 2L)), registry.now(), 6);
                statuses.apply(completed(delivery), registry.now(), 8);
            });
            String row = new JdbcTemplate(db.dataSource())
                    .queryForObject("SELECT d::text FROM delivery_status d", String.class);
            if (time == 0) first = row;
            assertThat(row).isEqualTo(first);
        }
    }

    @Test
    void an_event_that_cannot_be_applied_is_parked_with_its_delivery_and_the_others_go_on()
            throws InterruptedException {
        UUID broken = UUID.randomUUID();
        UUID sound = UUID.randomUUID();
        registry.append(0, refused(broken, 1, Map.of("ID_FORMAT", 1L)));
        registry.append(0, received(sound));
        registry.append(1, completed(broken));
        long last = registry.append(1, completed(sound));
        processor.start();
        follow(last);
        assertThat(records.find(broken)).isEmpty();
        assertThat(records.find(sound).orElseThrow().completedAt()).isNotNull();
        SequencedDeadLetterQueue<EventMessage<?>> parked = FollowingProcessor.deadLetters(
                DeliveryProjection.PROCESSOR, db.dataSource(), registry.transactions(), registry.serializer());
        assertThat(parked.amountOfSequences()).isEqualTo(1);
        assertThat(parked.sequenceSize(broken.toString())).isEqualTo(2);
    }

    @Test
    void a_statement_that_the_server_refuses_is_parked_too() throws InterruptedException {
        UUID broken = UUID.randomUUID();
        UUID sound = UUID.randomUUID();
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        jdbc.execute("ALTER TABLE delivery_status ADD CONSTRAINT no_files CHECK (channel <> 'FILE')");
        try {
            registry.append(
                    0,
                    new DeliveryReceived(broken, "GA", "FILE", "household-registration", "a.csv", null, null, false));
            long last = registry.append(0, received(sound), completed(sound));
            processor.start();
            follow(last);
            assertThat(records.find(sound).orElseThrow().completedAt()).isNotNull();
            assertThat(jdbc.queryForObject(
                            "SELECT sequenceidentifier || ' ' || payloadtype FROM deadletterentry", String.class))
                    .isEqualTo(broken + " DeliveryReceived");
        } finally {
            jdbc.execute("ALTER TABLE delivery_status DROP CONSTRAINT no_files");
        }
    }

    private static DeliveryTaken taken(UUID delivery) {
        DeliveryCompleted end = completed(delivery);
        return new DeliveryTaken(
                delivery,
                "GA",
                "API",
                null,
                null,
                false,
                null,
                null,
                end.counts(),
                0,
                new TreeMap<>(Map.of("ID_FORMAT", 1L)),
                end.records(),
                List.of());
    }

    @Test
    void a_delivery_taken_at_once_looks_like_one_that_took_its_time() throws InterruptedException {
        UUID atOnce = UUID.randomUUID();
        UUID slow = UUID.randomUUID();
        DeliveryCompleted end = completed(slow);
        registry.append(0, taken(atOnce));
        long last = registry.append(
                0,
                new DeliveryReceived(slow, "GA", "API", null, null, null, null, false),
                refused(slow, 1, Map.of("ID_FORMAT", 1L)),
                new DeliveryCompleted(slow, "GA", end.counts(), 0, end.records(), List.of()));
        processor.start();
        follow(last);
        DeliveryRecord one = records.find(atOnce).orElseThrow();
        DeliveryRecord other = records.find(slow).orElseThrow();
        assertThat(one)
                .usingRecursiveComparison()
                .ignoringFields("delivery", "position")
                .isEqualTo(other);
        assertThat(one.refusedByCode()).isEqualTo(Map.of("ID_FORMAT", 1L));
    }

    @Test
    void a_batch_makes_the_same_rows_as_its_events_one_by_one() {
        Random random = new Random(7);
        List<DeliveryStatuses.Placed> log = new ArrayList<>();
        List<List<DeliveryEvent>> streams = new ArrayList<>();
        for (int d = 0; d < 40; d++) {
            UUID delivery = new UUID(0x4000, d);
            List<DeliveryEvent> stream = new ArrayList<>();
            if (d % 3 == 0) {
                stream.add(taken(delivery));
            } else {
                stream.add(received(delivery));
                for (int r = random.nextInt(4); r > 0; r--)
                    stream.add(refused(delivery, 1, Map.of(r % 2 == 0 ? "ID_FORMAT" : "NAME_MISSING", 1L)));
                if (random.nextBoolean()) stream.add(completed(delivery));
            }
            streams.add(stream);
        }
        long position = 0;
        while (!streams.isEmpty()) {
            List<DeliveryEvent> stream = streams.get(random.nextInt(streams.size()));
            log.add(new DeliveryStatuses.Placed(
                    stream.remove(0), registry.now().plusSeconds(position), position += 1 + random.nextInt(3)));
            if (stream.isEmpty()) streams.remove(stream);
        }
        DeliveryStatuses statuses = new DeliveryStatuses(db.dataSource(), LiveRegistry.JSON);
        log.forEach(one -> statuses.apply(one.event(), one.at(), one.position()));
        List<String> expected = rows();
        assertThat(expected).hasSize(40);
        for (int batch : new int[] {3, 17, log.size()}) {
            new JdbcTemplate(db.dataSource()).execute("TRUNCATE delivery_status");
            for (int from = 0; from < log.size(); from += batch)
                statuses.apply(log.subList(from, Math.min(log.size(), from + batch)));
            assertThat(rows()).isEqualTo(expected);
            // Whatever comes again, from wherever, changes nothing.
            statuses.apply(log.subList(log.size() / 2, log.size()));
            statuses.apply(log);
            assertThat(rows()).isEqualTo(expected);
        }
    }

    private static List<String> rows() {
        return new JdbcTemplate(db.dataSource())
                .queryForList("SELECT d::text FROM delivery_status d ORDER BY delivery", String.class);
    }

    @Test
    void a_poisoned_event_among_many_parks_its_own_stream_and_what_comes_later_of_it() throws InterruptedException {
        UUID broken = UUID.randomUUID();
        List<UUID> sound = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sound.add(UUID.randomUUID());
            if (i == 12) registry.append(0, refused(broken, 1, Map.of("ID_FORMAT", 1L)));
            registry.append(0, taken(sound.get(i)));
        }
        long last = registry.log().head();
        processor.start();
        follow(last);
        UUID after = UUID.randomUUID();
        registry.append(0, taken(after));
        follow(registry.append(1, completed(broken)));
        sound.add(after);
        assertThat(sound)
                .allSatisfy(delivery -> assertThat(records.find(delivery)).isPresent());
        assertThat(new JdbcTemplate(db.dataSource())
                        .queryForList(
                                "SELECT sequenceidentifier || ' ' || payloadtype FROM deadletterentry ORDER BY sequenceindex",
                                String.class))
                .containsExactly(broken + " RowsRefused", broken + " DeliveryCompleted");
    }

    @Test
    void a_processor_that_starts_again_goes_on_where_the_last_one_stopped() throws InterruptedException {
        UUID delivery = UUID.randomUUID();
        processor.start();
        follow(registry.append(0, received(delivery)));
        processor.shutDown();
        long last = registry.append(1, completed(delivery));
        processor = DeliveryProjection.processor(
                store, db.dataSource(), registry.transactions(), LiveRegistry.JSON, registry.serializer());
        processor.start();
        follow(last);
        assertThat(records.find(delivery).orElseThrow().completedAt()).isNotNull();
    }
}
