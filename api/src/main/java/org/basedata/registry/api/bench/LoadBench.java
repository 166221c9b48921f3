package org.basedata.registry.api.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.basedata.registry.api.Registry;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.importers.file.ImportReport;
import org.basedata.registry.importers.sample.SampleFile;
import org.basedata.registry.importers.sample.SampleGenerator;
import org.basedata.registry.importers.sample.SampleSet;
import org.basedata.registry.importers.sample.SampleSize;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Imports the sample files of many departments through the real importers: from the file to visible in the master view, with
 * conflict detection. A smaller sample is imported first, so that the compiler is warm. The ceiling is COPY of the very same
 * event rows into a table of the same shape and indexes, over one connection, deciding nothing.
 */
public final class LoadBench {
    private static final int CEILING_ROWS = 200_000;
    private static final Consumer<ImportProgress> SILENT = progress -> {};

    private final Registry registry;
    private final Path work;
    private final PrintWriter out;

    public LoadBench(Registry registry, Path work, PrintWriter out) {
        this.registry = registry;
        this.work = work;
        this.out = out;
    }

    /** @param size of the measured sample; a tenth of it, with other people, is the warm-up */
    public Figure run(SampleSize size) throws IOException, SQLException {
        importAll("warm-up", new SampleSize(Math.max(1_000, size.persons() / 10), size.entities() / 10), 1, null);
        Map<String, Object> details = new LinkedHashMap<>();
        long before = registry.engine().headPosition();
        long started = System.nanoTime();
        long records = importAll("measured", size, 2, details);
        double seconds = (System.nanoTime() - started) / 1e9;
        details.put("records", records);
        details.put("seconds", Math.round(seconds * 10) / 10.0);
        details.put("events", registry.engine().headPosition() - before);
        return new Figure("load", "records", records / seconds, "COPY of the same events", copyCeiling(), details);
    }

    private long importAll(String name, SampleSize size, long seed, Map<String, Object> details) throws IOException {
        SampleSet sample = SampleGenerator.generate(work.resolve(name), size, seed);
        long records = 0;
        for (SampleFile file : sample.files()) {
            long started = System.nanoTime();
            ImportReport report = registry.desk()
                    .fileImport()
                    .run(FileDelivery.of(file.path(), file.source(), file.dataset()), SILENT);
            double seconds = (System.nanoTime() - started) / 1e9;
            long rows = report.counts().received();
            records += rows;
            out.printf("%s %-45s %,9d rows %,9.0f rows/s%n", name, file.path().getFileName(), rows, rows / seconds);
            out.flush();
        }
        return records;
    }

    /** Rows a second that COPY alone brings into a table like the events', three times, the best. */
    private double copyCeiling() throws SQLException, IOException {
        try (Connection connection = registry.database().dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            Path rows = work.resolve("events.copy");
            long count;
            try (OutputStream file = Files.newOutputStream(rows)) {
                count = copy.copyOut(
                        "COPY (SELECT * FROM event ORDER BY slot DESC LIMIT " + CEILING_ROWS
                                + ") TO STDOUT (FORMAT binary)",
                        file);
            }
            double best = 0;
            for (int run = 0; run < 3; run++) {
                sql.execute("CREATE TABLE bench_event (LIKE event INCLUDING INDEXES)");
                try (InputStream file = Files.newInputStream(rows)) {
                    long started = System.nanoTime();
                    copy.copyIn("COPY bench_event FROM STDIN (FORMAT binary)", file, 1 << 20);
                    best = Math.max(best, count / ((System.nanoTime() - started) / 1e9));
                } finally {
                    sql.execute("DROP TABLE bench_event");
                }
            }
            return best;
        }
    }
}
