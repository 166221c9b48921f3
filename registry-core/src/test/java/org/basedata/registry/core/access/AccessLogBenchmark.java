package org.basedata.registry.core.access;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.basedata.registry.core.database.TestDatabase;
import org.postgresql.PGConnection;

/**
 * How many answers a second are put on record, and how long a caller waits, against the ceiling of this machine measured in the same
 * run: one connection that copies ready rows of as many answers as there are callers into tables with the same indexes, and commits.
 * Commits wait for the disk. Run {@link #main} on the module's test class path; {@code -Dseconds} and {@code -Drounds} set the length
 * of a run and the number of runs.
 */
final class AccessLogBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final double SECONDS = Double.parseDouble(System.getProperty("seconds", "3"));

    private AccessLogBenchmark() {}

    private record Measured(double perSecond, double median, double p99) {}

    public static void main(String[] arguments) throws Exception {
        try (TestDatabase db = TestDatabase.durable(4).open();
                AccessLog log = new AccessLog(db.database(), Clock.systemUTC())) {
            recorded(log, 128, 1);
            System.out.printf(
                    "%-28s %12s %12s %7s %12s %9s %9s%n",
                    "callers, subjects an answer",
                    "plain/s",
                    "on record/s",
                    "ratio",
                    "in a group",
                    "median ms",
                    "p99 ms");
            for (int[] shape : new int[][] {{1, 1}, {16, 1}, {128, 1}, {128, 20}, {16, 1_000}}) {
                List<Double> plain = new ArrayList<>();
                List<Measured> ours = new ArrayList<>();
                long groups = log.groups();
                long answers = log.answers();
                for (int round = 0; round < ROUNDS; round++) {
                    plain.add(copied(db, shape[0], shape[1]));
                    ours.add(recorded(log, shape[0], shape[1]));
                }
                double ceiling = median(plain);
                double rate = median(ours.stream().map(Measured::perSecond).toList());
                System.out.printf(
                        "%-28s %,12.0f %,12.0f %7.2f %12.1f %9.2f %9.2f%n",
                        shape[0] + ", " + shape[1],
                        ceiling,
                        rate,
                        rate / ceiling,
                        (double) (log.answers() - answers) / (log.groups() - groups),
                        median(ours.stream().map(Measured::median).toList()),
                        median(ours.stream().map(Measured::p99).toList()));
            }
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Measured recorded(AccessLog log, int callers, int subjects) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        Callable<List<Long>> caller = () -> {
            List<Long> waits = new ArrayList<>();
            for (long now = System.nanoTime(); now < end; ) {
                Access access = Reads.of(subjects - 1);
                long start = System.nanoTime();
                log.record(access, 0);
                now = System.nanoTime();
                waits.add(now - start);
            }
            return waits;
        };
        long start = System.nanoTime();
        List<Long> waits = new ArrayList<>();
        for (Future<List<Long>> each : threads.invokeAll(java.util.Collections.nCopies(callers, caller)))
            waits.addAll(each.get());
        double seconds = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Measured(
                sorted.length / seconds, sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }

    /** Rows are made as text, while the clock stands. */
    private static double copied(TestDatabase db, int answers, int subjects) throws Exception {
        try (Connection connection = DriverManager.getConnection(db.url(), db.user(), db.password())) {
            connection.createStatement().execute("""
                    CREATE TABLE IF NOT EXISTS plain_access (LIKE access INCLUDING INDEXES);
                    CREATE TABLE IF NOT EXISTS plain_subject (LIKE access_subject INCLUDING INDEXES);
                    TRUNCATE plain_access, plain_subject""");
            connection.setAutoCommit(false);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            int done = 0;
            long start = System.nanoTime();
            long working = 0;
            while (working < SECONDS * 1e9) {
                byte[][] rows = rows(answers, subjects);
                long from = System.nanoTime();
                copy.copyIn("COPY plain_access FROM STDIN", new java.io.ByteArrayInputStream(rows[0]));
                copy.copyIn("COPY plain_subject FROM STDIN", new java.io.ByteArrayInputStream(rows[1]));
                connection.commit();
                working += System.nanoTime() - from;
                done += answers;
                if (System.nanoTime() - start > 4 * SECONDS * 1e9) break;
            }
            return done / (working / 1e9);
        }
    }

    private static byte[][] rows(int answers, int subjects) {
        StringBuilder access = new StringBuilder();
        StringBuilder about = new StringBuilder();
        for (int i = 0; i < answers; i++) {
            Access each = Reads.of(subjects - 1);
            String at = Instant.now().toString();
            access.append(String.join(
                            "\t",
                            Arrays.asList(
                                    at,
                                    each.id().toString(),
                                    each.by().name(),
                                    each.by().person(),
                                    each.by().department(),
                                    each.purpose(),
                                    "{" + String.join(",", each.agreements()) + "}",
                                    "\\N",
                                    each.operation().name(),
                                    each.type().name(),
                                    "{" + String.join(",", each.items()) + "}",
                                    each.validAt().toString(),
                                    "\\N",
                                    Integer.toString(subjects),
                                    "1")))
                    .append('\n');
            for (Access.Seen seen : each.seen())
                about.append(String.join(
                                "\t",
                                at,
                                each.id().toString(),
                                seen.subject().toString(),
                                Long.toString(seen.sequence()),
                                seen.outcome().name()))
                        .append('\n');
        }
        return new byte[][] {
            access.toString().getBytes(StandardCharsets.UTF_8), about.toString().getBytes(StandardCharsets.UTF_8)
        };
    }
}
