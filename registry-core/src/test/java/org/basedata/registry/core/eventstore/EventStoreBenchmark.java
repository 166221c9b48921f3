package org.basedata.registry.core.eventstore;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.basedata.registry.core.database.CopyRows;
import org.basedata.registry.core.database.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast events are appended and read, against the ceiling of this machine measured in the same run: plain COPY of
 * ready rows of the same size into a table with the same two indexes. Commits wait for the disk. Run {@link #main} on
 * the module's test class path; {@code -Dseconds}, {@code -Drounds} and {@code -Dfill} set the length of a run, the
 * number of runs, and how many events the filled tables have.
 */
final class EventStoreBenchmark {
    private static final int BATCH = 1_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final double SECONDS = Double.parseDouble(System.getProperty("seconds", "3"));

    /** 650 bytes stored, like a household registration. */
    record Registered(String text) {}

    private static final PayloadCodec<Registered> CODEC = new PayloadCodec<>() {
        @Override
        public byte[] write(Registered event) {
            return event.text().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Registered read(byte[] stored) {
            return new Registered(new String(stored, StandardCharsets.UTF_8));
        }
    };

    private static final String TEXT = "{\"text\":\"" + "x".repeat(639) + "\"}";

    private final TestDatabase db;
    private final PostgresEventStorageEngine engine;

    private EventStoreBenchmark(TestDatabase db) {
        this.db = db;
        EventTypes types = EventTypes.builder()
                .add(Registered.class, "Registered", "1", "Subject", CODEC)
                .build();
        this.engine = new PostgresEventStorageEngine(
                db.dataSource(), new EventSerializer(types, JsonMapper.builder().build()), NoOpEventUpcaster.INSTANCE);
    }

    public static void main(String[] arguments) throws Exception {
        try (TestDatabase db = TestDatabase.durable(20).open()) {
            new EventStoreBenchmark(db).run();
        }
    }

    private void run() throws Exception {
        JdbcTemplate sql = new JdbcTemplate(db.dataSource());
        System.out.println(sql.queryForObject("SELECT version()", String.class));
        sql.execute("CREATE TABLE plain (LIKE event)");
        sql.execute("ALTER TABLE plain ADD PRIMARY KEY (subject, sequence), ADD UNIQUE (slot)");
        measure("warm-up", 2, this::append, BATCH);
        System.out.printf(
                "%-46s %8s %12s %12s %7s%n", "events of 650 bytes", "writers", "plain/s", "engine/s", "ratio");
        for (int batch : new int[] {1_000, 5_000}) {
            for (int writers : new int[] {1, 2, 4}) {
                double[] plain = new double[ROUNDS];
                double[] ours = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    plain[round] = measure("plain", writers, this::plainCopy, batch);
                    ours[round] = measure("engine", writers, this::append, batch);
                    sql.execute("TRUNCATE plain, event, log_block");
                }
                print("batches of " + batch, writers, median(plain), median(ours));
            }
        }
        for (int writers : new int[] {1, 4, 16}) {
            double[] plain = new double[ROUNDS];
            double[] ours = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                plain[round] = measure("plain", writers, this::plainCopy, 1);
                ours[round] = measure("engine", writers, this::append, 1);
            }
            print("one event a transaction", writers, median(plain), median(ours));
        }
        // Random keys in an index larger than the cache: each page touched first after a checkpoint is logged whole.
        int filled = Integer.getInteger("fill", 1_000_000);
        for (int i = 0; i < filled; i += 10_000) {
            append(10_000);
            plainCopy(10_000);
        }
        for (int writers : new int[] {1, 2, 4}) {
            double[] plain = new double[ROUNDS];
            double[] ours = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                plain[round] = measure("plain", writers, this::plainCopy, 1_000);
                ours[round] = measure("engine", writers, this::append, 1_000);
            }
            print("batches of 1000, tables of " + filled + " and more", writers, median(plain), median(ours));
        }
        System.out.printf(
                "WAL a stored event: engine %d bytes, plain COPY %d bytes%n",
                wal(sql, this::append), wal(sql, this::plainCopy));
        AtomicLong read = new AtomicLong();
        long limit = 200_000;
        for (int i = 0; i < limit; i += 5_000) {
            append(5_000);
        }
        for (int round = 0; round < 3; round++) {
            read.set(0);
            long start = System.nanoTime();
            LogCursor cursor = engine.cursor(0);
            while (read.get() < limit) {
                engine.logged(cursor.next(5_000)).forEach(event -> {
                    event.event().getPayload();
                    read.incrementAndGet();
                });
            }
            System.out.printf("read from the log: %,.0f events/s%n", read.get() / seconds(start));
        }
        System.out.printf("stored in the end: %,d events%n", engine.headPosition());
    }

    private static long wal(JdbcTemplate sql, java.util.function.IntFunction<Integer> work) {
        sql.execute("CHECKPOINT");
        String before = sql.queryForObject("SELECT pg_current_wal_insert_lsn()::text", String.class);
        int events = 0;
        for (int i = 0; i < 20; i++) {
            events += work.apply(5_000);
        }
        Long bytes = sql.queryForObject(
                "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ?::pg_lsn)::bigint", Long.class, before);
        return bytes / events;
    }

    private int append(int batch) {
        List<DomainEventMessage<?>> events = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            events.add(new GenericDomainEventMessage<>(
                    "Subject",
                    random().toString(),
                    0,
                    new Registered(TEXT),
                    Map.of(),
                    random().toString(),
                    Ledger.TIME));
        }
        engine.appendEvents(events);
        return batch;
    }

    private final AtomicLong plainSlots = new AtomicLong();

    private int plainCopy(int batch) {
        CopyRows rows = new CopyRows(batch * 800);
        byte[] payload = TEXT.getBytes(StandardCharsets.UTF_8);
        long slot = plainSlots.getAndAdd(batch);
        for (int i = 0; i < batch; i++) {
            rows.row(8);
            rows.uuid(random());
            rows.bigint(0);
            rows.bigint(slot++);
            rows.timestamp(Ledger.TIME);
            rows.uuid(random());
            rows.smallint(1);
            rows.bytes(payload);
            rows.bytes(null);
        }
        try (Connection connection = db.dataSource().getConnection()) {
            rows.copyInto(connection, "plain (" + StoredEvents.COLUMNS + ")");
            return batch;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    private double measure(String what, int writers, java.util.function.IntFunction<Integer> work, int batch)
            throws InterruptedException, ExecutionException, SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        boolean warmUp = what.equals("warm-up");
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        long start = System.nanoTime();
        double limit = warmUp ? 15 : SECONDS;
        List<Future<Long>> results = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            results.add(threads.submit(() -> {
                long events = 0;
                while (seconds(start) < limit) {
                    events += work.apply(batch);
                }
                return events;
            }));
        }
        long events = 0;
        for (Future<Long> result : results) {
            events += result.get();
        }
        threads.shutdown();
        return events / seconds(start);
    }

    private static void print(String what, int writers, double plain, double ours) {
        System.out.printf("%-46s %8d %,12.0f %,12.0f %7.2f%n", what, writers, plain, ours, ours / plain);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
