package org.basedata.registry.api.export;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.api.job.JobParts;
import org.basedata.registry.api.job.Series;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.postgresql.PGConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * How many rows a second an export of many persons writes in each format, every one put on record, against the ceiling of this machine
 * measured in the same run: one connection that copies the same rows of the table out and throws them away. Commits wait for the disk. Run
 * {@link #main} on the module's test class path with {@code -Xmx1g}; {@code -Drows} sets how many, {@code -Dformats} which (CSV among them).
 */
final class ExportBenchmark {
    private static final int ROWS = Integer.getInteger("rows", 1_000_000);

    private ExportBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        RunningRegistry registry = new RunningRegistry(TestDatabase.durable(16));
        registry.beforeAll(null);
        try {
            SharingDesk desk = new SharingDesk(registry);
            desk.purpose("JY", "CHECK");
            desk.confidentiality("JY");
            fill(registry);
            double before = copied(registry);
            System.out.printf(
                    "%-8s %12s %10s %12s %8s %10s%n", "format", "rows/s", "seconds", "COPY rows/s", "ratio", "MiB");
            for (String format : System.getProperty("formats", "CSV,JSONL,XLSX").split(",")) {
                long start = System.nanoTime();
                JsonNode job = exported(registry, format);
                double seconds = (System.nanoTime() - start) / 1e9;
                double rate = job.path("rows").asLong() / seconds;
                // Right before and right after, since the machine may be busy with other things.
                double after = copied(registry);
                double ceiling = (before + after) / 2;
                before = after;
                System.out.printf(
                        "%-8s %,12.0f %10.1f %,12.0f %8.2f %10.0f%n",
                        format,
                        rate,
                        seconds,
                        ceiling,
                        rate / ceiling,
                        job.path("bytes").asLong() / 1048576.0);
            }
            sizes(registry);
            pieces(registry);
            long peak = 0;
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
                if (pool.getType() == MemoryType.HEAP)
                    peak += pool.getPeakUsage().getUsed();
            System.out.printf(
                    "heap: most in use, garbage included, %,d MiB of %,d%n",
                    peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
        } finally {
            registry.afterAll(null);
        }
    }

    /** One person as departments know them, then rows of the same content under other references and numbers. */
    private static void fill(RunningRegistry registry) {
        String number = Invented.man();
        registry.deliver(
                "GA",
                Row.household(number, "张若愚")
                        .with("sex", "1")
                        .with("ethnicity", "01")
                        .with(
                                "birthDate",
                                number.substring(6, 10) + "-" + number.substring(10, 12) + "-"
                                        + number.substring(12, 14))
                        .with("registeredDivision", "440106")
                        .with("registeredAddress", "广州市天河区示例路1号2栋301房")
                        .with("registrationStatus", "1"));
        registry.deliver("MZ", Row.marriage(number, "张若愚").with("maritalStatus", "20"));
        JdbcTemplate jdbc = new JdbcTemplate(registry.database().dataSource());
        jdbc.update("""
                INSERT INTO person_current (subject, sequence, recorded_at, birth_date, present, id_type, id_number, name,
                    other_values, records, master, links)
                SELECT gen_random_uuid(), sequence, recorded_at, birth_date, present, id_type,
                    left(id_number, 10) || lpad(n::text, 8, '0'), name, other_values, records, master, links
                FROM (SELECT * FROM person_current LIMIT 1) AS one, generate_series(1, ?) AS n
                """, ROWS - 1);
        jdbc.execute("ANALYZE person_current");
        jdbc.execute("CHECKPOINT");
    }

    private static double copied(RunningRegistry registry) throws Exception {
        TestDatabase database = registry.database();
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            long start = System.nanoTime();
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT subject, sequence, id_type, id_number, master FROM person_current) TO STDOUT",
                            OutputStream.nullOutputStream());
            return rows / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static JsonNode exported(RunningRegistry registry, String format) {
        String[] token = registry.system("JY", Role.CONSUMER);
        String[] as = {token[0], token[1], "X-Purpose", "CHECK"};
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "PERSON");
        body.put("items", List.of("name", "sex", "birthDate", "ethnicity", "registeredDivision"));
        body.put("format", format);
        String id = registry.post("/api/v1/exports", body, as).json().path("id").asString();
        while (true) {
            JsonNode job = registry.get("/api/v1/exports/" + id, as).json();
            String state = job.path("state").asString();
            if (state.equals("DONE")) return job;
            if (!state.equals("WAITING") && !state.equals("RUNNING")) throw new IllegalStateException(job.toString());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void sizes(RunningRegistry registry) {
        new JdbcTemplate(registry.database().dataSource())
                .query(
                        "SELECT wanted::jsonb ->> 'format', file_bytes, sum(length(content)) FROM job JOIN job_part ON job = id"
                                + " GROUP BY 1, 2 ORDER BY 1",
                        row -> {
                            System.out.printf(
                                    "%s: %,d bytes are %,d in the table%n",
                                    row.getString(1), row.getLong(2), row.getLong(3));
                        });
    }

    /** A way of keeping pieces. */
    private interface Keeping {
        void keep(Connection connection, byte[] piece) throws Exception;
    }

    /** Real pieces of the CSV, a commit each: as they are, deflated by the program, and as large objects. */
    private static void pieces(RunningRegistry registry) throws Exception {
        JobParts parts = registry.server().bean("jobParts", JobParts.class);
        JdbcTemplate jdbc = new JdbcTemplate(registry.database().dataSource());
        UUID csv = jdbc.queryForObject("SELECT id FROM job WHERE wanted::jsonb ->> 'format' = 'CSV'", UUID.class);
        List<byte[]> some = new ArrayList<>();
        for (int number = 0; number < 200; number++)
            parts.read(csv, Series.FILE, number).ifPresent(part -> some.add(part.content()));
        jdbc.execute("""
                CREATE TABLE plain_piece (content bytea);
                ALTER TABLE plain_piece ALTER COLUMN content SET STORAGE EXTERNAL;
                CREATE TABLE deflated_piece (content bytea);
                ALTER TABLE deflated_piece ALTER COLUMN content SET STORAGE EXTERNAL""");
        measured(
                registry,
                some,
                "bytea as it is",
                "plain_piece",
                (connection, piece) -> insert(connection, "plain_piece", piece));
        measured(
                registry,
                some,
                "bytea deflated",
                "deflated_piece",
                (connection, piece) -> insert(connection, "deflated_piece", deflated(piece)));
        measured(registry, some, "large objects", "pg_largeobject", (connection, piece) -> {
            LargeObjectManager objects = connection.unwrap(PGConnection.class).getLargeObjectAPI();
            try (LargeObject object = objects.open(objects.createLO(), LargeObjectManager.WRITE)) {
                object.write(piece);
            }
        });
    }

    private static void insert(Connection connection, String table, byte[] piece) throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
            insert.setBytes(1, piece);
            insert.executeUpdate();
        }
    }

    private static byte[] deflated(byte[] piece) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(piece);
        }
        deflater.end();
        return bytes.toByteArray();
    }

    private static void measured(
            RunningRegistry registry, List<byte[]> pieces, String name, String table, Keeping keeping)
            throws Exception {
        TestDatabase database = registry.database();
        long bytes = pieces.stream().mapToLong(piece -> piece.length).sum();
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                long start = System.nanoTime();
                for (byte[] piece : pieces) {
                    keeping.keep(connection, piece);
                    connection.commit();
                }
                rates.add(bytes / 1048576.0 / ((System.nanoTime() - start) / 1e9));
            }
            Collections.sort(rates);
            Long size = new JdbcTemplate(database.dataSource())
                    .queryForObject("SELECT pg_total_relation_size('" + table + "')", Long.class);
            System.out.printf(
                    "%-16s %,8.0f MiB/s of the file (%,.0f to %,.0f), %.2f bytes a byte%n",
                    name, rates.get(2), rates.get(0), rates.get(4), size / 5.0 / bytes);
        }
    }
}
