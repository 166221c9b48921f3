package org.basedata.registry.core.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.eventstore.EventLog.LoggedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Readers that follow see every committed event exactly once, at dense positions, each subject in its own order:
 * sixteen writers with batches of all sizes, one that holds its transaction open, one that rolls back, one whose
 * connection is killed; and again after the tables were copied into another database.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConcurrentWritersIT {
    private static final int WRITERS = 16;
    private static final int BATCHES = 30;

    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    /** Identifiers of the events whose transaction reported success. */
    private final Set<String> committed = ConcurrentHashMap.newKeySet();

    @Test
    void aFollowerMissesNothingWhateverTheWritersDo() throws Exception {
        Follower follower = new Follower(Ledger.engine(db.dataSource()));
        writeWhileFollowed(db.database(), follower, 1);
        checkWhatWasSeen(follower.seen());

        try (TestDatabase restored = new TestDatabase().open()) {
            copyAllTables(db.database(), restored.database());
            List<LoggedEvent> before = follower.seen();
            Follower onTheCopy = new Follower(Ledger.engine(restored.dataSource()));
            writeWhileFollowed(restored.database(), onTheCopy, 2);
            List<LoggedEvent> after = onTheCopy.seen();
            checkWhatWasSeen(after);
            assertThat(identifiers(after).subList(0, before.size()))
                    .as("what was there has kept its positions")
                    .isEqualTo(identifiers(before));
        }
    }

    private void writeWhileFollowed(Database database, Follower follower, int seed) throws Exception {
        PostgresEventStorageEngine engine = Ledger.engine(database.dataSource());
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> following = threads.submit(follower);
            CountDownLatch stalledHasWritten = new CountDownLatch(1);
            CountDownLatch othersAreDone = new CountDownLatch(1);
            Future<?> stalled = threads.submit(() -> database.transactions().executeWithoutResult(status -> {
                List<DomainEventMessage<Ledger.Noted>> early = Ledger.notes(UUID.randomUUID(), 0, 50);
                engine.appendEvents(early);
                stalledHasWritten.countDown();
                await(othersAreDone);
                committed.addAll(
                        early.stream().map(DomainEventMessage::getIdentifier).toList());
            }));
            await(stalledHasWritten);
            long beforeTheOthers = engine.headPosition();

            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                Random random = new Random(seed * 1000L + w);
                writers.add(threads.submit(() -> write(engine, database.transactions(), random)));
            }
            writers.add(threads.submit(() -> killedBeforeItsCommit(engine, database)));
            for (Future<?> writer : writers) {
                writer.get(2, TimeUnit.MINUTES);
            }
            assertThat(engine.headPosition())
                    .as("nobody waits for the stalled transaction")
                    .isGreaterThan(beforeTheOthers);
            follower.awaitPosition(engine.headPosition());

            othersAreDone.countDown();
            stalled.get(1, TimeUnit.MINUTES);
            follower.awaitPosition(engine.headPosition());
            follower.stop = true;
            following.get(1, TimeUnit.MINUTES);
            assertThat((long) follower.seen().size()).isEqualTo(engine.headPosition());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Batches of 1 to 300 events over a few subjects, some in two appends, one in five rolled back. */
    private void write(PostgresEventStorageEngine engine, TransactionTemplate transactions, Random random) {
        Map<UUID, Long> next = new HashMap<>();
        for (int s = 0; s < 3; s++) {
            next.put(new UUID(random.nextLong(), random.nextLong()), 0L);
        }
        List<UUID> subjects = List.copyOf(next.keySet());
        for (int b = 0; b < BATCHES; b++) {
            Map<UUID, Long> trial = new HashMap<>(next);
            List<DomainEventMessage<?>> events = new ArrayList<>();
            int size = random.nextBoolean() ? 1 + random.nextInt(3) : 1 + random.nextInt(300);
            for (int e = 0; e < size; e++) {
                UUID subject = subjects.get(random.nextInt(subjects.size()));
                long sequence = trial.merge(subject, 1L, Long::sum) - 1;
                events.add(Ledger.noted(subject, sequence));
            }
            boolean rollBack = random.nextInt(5) == 0;
            int split = random.nextInt(events.size() + 1);
            transactions.executeWithoutResult(status -> {
                engine.appendEvents(events.subList(0, split));
                engine.appendEvents(events.subList(split, events.size()));
                if (rollBack) {
                    status.setRollbackOnly();
                }
            });
            if (!rollBack) {
                events.forEach(event -> committed.add(event.getIdentifier()));
                next.putAll(trial);
            }
        }
    }

    private static void killedBeforeItsCommit(PostgresEventStorageEngine engine, Database database) {
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    engine.appendEvents(Ledger.notes(UUID.randomUUID(), 0, 100));
                    kill(backendOf(database.dataSource()), database);
                }))
                .isInstanceOf(RuntimeException.class);
    }

    private static int backendOf(DataSource dataSource) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void kill(int backend, Database database) {
        try (Connection other = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + backend + ", 10000)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void checkWhatWasSeen(List<LoggedEvent> seen) {
        long position = 0;
        Map<String, Long> sequences = new HashMap<>();
        for (LoggedEvent event : seen) {
            assertThat(event.position()).isEqualTo(++position);
            String subject = event.event().getAggregateIdentifier();
            assertThat(event.event().getSequenceNumber()).isEqualTo(sequences.getOrDefault(subject, -1L) + 1);
            sequences.put(subject, event.event().getSequenceNumber());
        }
        List<String> identifiers = identifiers(seen);
        assertThat(identifiers).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(identifiers)).isEqualTo(new TreeSet<>(committed));
    }

    private static List<String> identifiers(List<LoggedEvent> events) {
        return events.stream().map(event -> event.event().getIdentifier()).collect(Collectors.toList());
    }

    /** What a dump and a restore carry: the rows of all tables and the values of all sequences, no triggers fired. */
    private static void copyAllTables(Database from, Database to) throws Exception {
        List<String> tables = List.of("event_type", "event", "log_block", "snapshot");
        try (Connection source = DriverManager.getConnection(from.url(), from.user(), from.password());
                Connection target = DriverManager.getConnection(to.url(), to.user(), to.password());
                Statement statement = target.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            CopyManager out = source.unwrap(PGConnection.class).getCopyAPI();
            CopyManager in = target.unwrap(PGConnection.class).getCopyAPI();
            for (String table : tables) {
                try (var rows = new java.io.ByteArrayOutputStream()) {
                    out.copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)", rows);
                    in.copyIn(
                            "COPY " + table + " FROM STDIN (FORMAT binary)",
                            new java.io.ByteArrayInputStream(rows.toByteArray()));
                }
            }
            try (Statement select = source.createStatement();
                    ResultSet row = select.executeQuery("SELECT last_value, is_called FROM event_append")) {
                row.next();
                statement.execute("SELECT setval('event_append', " + row.getLong(1) + ", " + row.getBoolean(2) + ")");
            }
        }
        assertThat(new JdbcTemplate(to.dataSource()).queryForObject("SELECT count(*) FROM event", Long.class))
                .isPositive();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads on and on from the last position that it has seen, like a streaming processor. */
    private static final class Follower implements Runnable {
        private final PostgresEventStorageEngine engine;
        private final List<LoggedEvent> seen = new ArrayList<>();
        private final AtomicLong position = new AtomicLong();
        private volatile boolean stop;

        Follower(PostgresEventStorageEngine engine) {
            this.engine = engine;
        }

        @Override
        public void run() {
            boolean last;
            do {
                last = stop;
                engine.log().read(position.get(), 97, batch -> {
                    synchronized (this) {
                        seen.addAll(batch);
                        position.set(batch.get(batch.size() - 1).position());
                        notifyAll();
                    }
                });
            } while (!last && !Thread.currentThread().isInterrupted());
        }

        synchronized List<LoggedEvent> seen() {
            return List.copyOf(seen);
        }

        synchronized void awaitPosition(long wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (position.get() < wanted) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("the follower reaches position " + wanted).isPositive();
                wait(left);
            }
        }
    }
}
