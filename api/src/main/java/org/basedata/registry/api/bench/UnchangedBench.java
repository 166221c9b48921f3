package org.basedata.registry.api.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.subject.SubmitRecords;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.FileReading;
import org.basedata.registry.importers.sample.SampleFile;

/**
 * The household register's extract, night after night: 99 of 100 rows say what they said the night before. The ceiling reads
 * the same file with the same reader and looks up the keys of its records in the database, and no more.
 */
final class UnchangedBench {
    static final String NAME = "nightly extract";
    /** The subjects beyond which the lower rate is promised. */
    private static final int MANY = 1_000_000;

    private final Registry registry;
    private final Population population;
    private final Imports imports;
    private final PrintWriter out;

    UnchangedBench(Registry registry, Population population, PrintWriter out) {
        this.registry = registry;
        this.population = population;
        this.imports = new Imports(registry);
        this.out = out;
    }

    /**
     * @param subjects in the extract; loaded by the first extract
     * @param complete whether what is missing in an extract has left the source
     * @param warmUpSeconds of extracts before anything counts: the path of unchanged rows is another one than that of new ones
     */
    Figure run(int subjects, int runs, boolean complete, double warmUpSeconds) throws Exception {
        Population.Part part = population.nextRegister(subjects);
        Instant time = registry.clock().instant().minus(Duration.ofDays(1));
        SampleFile first = part.extract(0);
        Imports.Timed loaded = imports.extract(first, time, complete);
        out.printf("%s, first one: %,d rows, %,.0f/s%n", NAME, loaded.rows(), loaded.rows() / loaded.seconds());
        Files.delete(first.path());
        CatchingUp.with(registry, out);
        AtomicInteger nights = new AtomicInteger();
        WarmUp.with(warmUpSeconds, () -> night(part, time, nights.incrementAndGet(), complete));
        List<Night> counted = new ArrayList<>();
        for (int run = 0; run < runs; run++) counted.add(night(part, time, nights.incrementAndGet(), complete));
        long rows = 0;
        long unchanged = 0;
        long accepted = 0;
        double seconds = 0;
        for (Night night : counted) {
            rows += night.extract().rows();
            unchanged += night.extract().report().counts().unchanged();
            accepted += night.extract().report().counts().accepted();
            seconds += night.extract().seconds();
        }
        part.delete();
        Spread measured = new Spread(counted.stream().map(Night::rowsPerSecond).toList());
        Spread ceiling = new Spread(counted.stream().map(Night::ceiling).toList());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("subjects", part.persons());
        details.put("complete extracts", complete);
        details.put("rows", rows);
        details.put("unchanged", unchanged);
        details.put("changed", accepted);
        details.put("seconds", seconds);
        return new Figure(
                NAME,
                "rows/s",
                measured,
                new Figure.Ceiling(
                        "reading the same file and looking up the keys, " + registry.lanes() + " connections", ceiling),
                List.of(
                        Figure.Target.share(measured.median() / ceiling.median(), 0.5, "ceiling"),
                        Figure.Target.atLeast(measured.median(), subjects < MANY ? 80_000 : 40_000, "rows/s")),
                details);
    }

    /** @param ceiling in rows a second */
    private record Night(Imports.Timed extract, double ceiling) {
        double rowsPerSecond() {
            return extract.rows() / extract.seconds();
        }
    }

    /** @param number of the night, each with another hundredth of the rows changed */
    private Night night(Population.Part part, Instant time, int number, boolean complete) throws Exception {
        SampleFile file = part.extract(number);
        Imports.Timed extract = imports.extract(file, time.plus(Duration.ofMinutes(number)), complete);
        Night night = new Night(extract, ceiling(file, time));
        Files.delete(file.path());
        out.printf("%s, night %d: %,.0f/s%n", NAME, number, night.rowsPerSecond());
        out.flush();
        return night;
    }

    /** Rows a second: one thread reads, as many as the registry has writers look up. */
    private double ceiling(SampleFile file, Instant time) throws Exception {
        FileReading reading = new FileReading(registry.catalogue(), CodeLists.standard());
        FileDelivery delivery =
                FileDelivery.of(file.path(), file.source(), file.dataset()).extractedAt(time, true);
        BlockingQueue<List<String>> batches = new ArrayBlockingQueue<>(registry.lanes() * 2);
        ExecutorService threads = Executors.newFixedThreadPool(registry.lanes());
        try {
            long started = System.nanoTime();
            List<Future<Long>> found = new ArrayList<>();
            for (int lane = 0; lane < registry.lanes(); lane++)
                found.add(threads.submit((Callable<Long>) () -> lookUp(file, batches)));
            long rows = reading.recordIds(delivery, SubmitRecords.MOST, batch -> put(batches, batch));
            for (int lane = 0; lane < registry.lanes(); lane++) put(batches, List.of());
            long known = 0;
            for (Future<Long> each : found) known += each.get();
            double seconds = (System.nanoTime() - started) / 1e9;
            // One that looks for the wrong keys would be no ceiling.
            if (known < rows * 0.9)
                throw new IllegalStateException("only " + known + " of " + rows + " records were found by their keys");
            return rows / seconds;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void put(BlockingQueue<List<String>> batches, List<String> batch) {
        try {
            batches.put(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long lookUp(SampleFile file, BlockingQueue<List<String>> batches)
            throws SQLException, InterruptedException, IOException {
        try (Connection connection = registry.database().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT record_key FROM unnest(?) AS asked (key) JOIN source_record ON record_key = asked.key")) {
            long found = 0;
            for (List<String> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
                List<UUID> keys = new ArrayList<>(batch.size());
                for (String id : batch) keys.add(key(file.source(), file.dataset(), id));
                ColumnArray.ofUuids(keys).setOn(select, 1);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) found++;
                }
            }
            return found;
        }
    }

    /** As the rows of {@code source_record} are found: 128 bits of SHA-256 over source, dataset and record id. */
    private static UUID key(String source, String dataset, String recordId) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest((source + '\0' + dataset + '\0' + recordId).getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
