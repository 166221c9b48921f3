package org.basedata.registry.core.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PacedLogIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private PostgresEventStorageEngine engine;
    private EmbeddedEventStore store;

    @BeforeEach
    void open() {
        db.clear();
        engine = Ledger.engine(db.dataSource());
        store = EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @AfterEach
    void close() {
        store.shutDown();
    }

    private void publish(UUID subject, long from, int count) {
        db.transactions().executeWithoutResult(status -> {
            UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
            store.publish(Ledger.notes(subject, from, count));
            work.commit();
        });
    }

    @Test
    void every_event_of_many_writers_comes_once_in_the_order_of_the_log() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try (PacedLog log = new PacedLog(engine, store, Duration.ofMillis(5));
                BlockingStream<TrackedEventMessage<?>> stream = log.openStream(log.createTailToken())) {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < 4; w++)
                running.add(writers.submit(() -> {
                    UUID subject = UUID.randomUUID();
                    for (int i = 0; i < 50; i++) publish(subject, i * 3L, 3);
                }));
            for (long position = 1; position <= 600; position++)
                assertThat(stream.nextAvailable().trackingToken().position().orElseThrow())
                        .isEqualTo(position);
            for (Future<?> each : running) each.get();
            assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void within_its_pace_a_reader_does_not_look_again() throws InterruptedException {
        try (PacedLog log = new PacedLog(engine, store, Duration.ofHours(1));
                BlockingStream<TrackedEventMessage<?>> stream = log.openStream(null)) {
            publish(UUID.randomUUID(), 0, 1);
            assertThat(stream.hasNextAvailable()).as("the first look").isTrue();
            assertThat(stream.nextAvailable()).isNotNull();
            assertThat(stream.hasNextAvailable()).as("the end").isFalse();
            publish(UUID.randomUUID(), 0, 1);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void a_reader_that_gives_way_goes_on_in_small_pieces() throws InterruptedException {
        AtomicBoolean busy = new AtomicBoolean(true);
        publish(UUID.randomUUID(), 0, 5_000);
        try (PacedLog log = new PacedLog(engine, store, Duration.ofMillis(5), busy::get);
                BlockingStream<TrackedEventMessage<?>> stream = log.openStream(log.createTailToken())) {
            assertThat(stream.hasNextAvailable(30, TimeUnit.SECONDS)).isTrue();
            int read = 0;
            for (; stream.hasNextAvailable(); read++) stream.nextAvailable();
            assertThat(read).isEqualTo(2_000);
            busy.set(false);
            assertThat(stream.hasNextAvailable(30, TimeUnit.SECONDS)).isTrue();
            for (; stream.hasNextAvailable(); read++) stream.nextAvailable();
            assertThat(read).isEqualTo(5_000);
        }
    }

    @Test
    void a_reader_at_the_end_is_woken_by_what_comes_from_here_and_from_elsewhere() throws Exception {
        try (PacedLog log = new PacedLog(engine, store, Duration.ofMillis(5));
                BlockingStream<TrackedEventMessage<?>> stream = log.openStream(log.createTailToken())) {
            assertThat(stream.hasNextAvailable()).isFalse();
            for (boolean here : new boolean[] {true, false}) {
                CountDownLatch come = new CountDownLatch(1);
                stream.setOnAvailableCallback(() -> {
                    if (stream.hasNextAvailable()) come.countDown();
                });
                UUID subject = UUID.randomUUID();
                if (here) publish(subject, 0, 1);
                else engine.appendEvents(Ledger.notes(subject, 0, 1));
                assertThat(come.await(20, TimeUnit.SECONDS)).isTrue();
                stream.nextAvailable();
            }
        }
    }
}
