package org.basedata.registry.api.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.projections.rebuild.RebuildReport;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Builds all derived tables again from the events that are there, while no registry is open. The ceiling reads the same events
 * and brings the final rows into empty copies of the tables, once: what any rebuild has to do at the least.
 */
final class RebuildBench {
    static final String NAME = "rebuild";
    /** Rows of a table that are brought in; if it holds more, their time counts as that of a part. */
    private static final int MOST_ROWS = 200_000;

    private static final int ROWS_A_TRANSACTION = 5_000;
    private static final int PAGES_A_READ = 4_096;
    private final Database database;
    private final Path work;
    private final int connections;
    private final PrintWriter out;

    /** @param connections that the ceiling reads and writes over */
    RebuildBench(Database database, Path work, int connections, PrintWriter out) {
        this.database = database;
        this.work = work;
        this.connections = connections;
        this.out = out;
    }

    /**
     * @param runs of the whole rebuild, fewer where one takes long
     * @param seconds that a figure should be measured for, at least
     */
    Figure run(int runs, double seconds) throws Exception {
        List<Double> rates = new ArrayList<>();
        double measured = 0;
        long events = 0;
        while (rates.isEmpty() || rates.size() < runs && measured < 3 * seconds) {
            RebuildReport report = Registry.rebuild(database, progress -> {});
            double took = report.took().toNanos() / 1e9;
            events = report.events();
            measured += took;
            rates.add(events / took);
            out.printf("%s: %,d events, %,.0f/s%n", NAME, events, events / took);
            out.flush();
        }
        Spread rate = new Spread(rates);
        Spread ceiling = ceiling(events, runs);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("events", events);
        details.put("seconds", measured);
        return new Figure(
                NAME,
                "events/s",
                rate,
                new Figure.Ceiling(
                        "reading all events and one upsert of the final rows, " + connections + " connections",
                        ceiling),
                List.of(
                        Figure.Target.share(rate.median() / ceiling.median(), 0.6, "ceiling"),
                        Figure.Target.atLeast(rate.median(), 25_000, "events/s")),
                details);
    }

    private Spread ceiling(long events, int runs) throws Exception {
        Path folder = Files.createDirectories(work.resolve("final-rows"));
        try (TableCopies copies = new TableCopies(database, StoreTables.REBUILT)) {
            Map<String, Double> shares = new LinkedHashMap<>();
            for (TableCopies.Copy copy : copies.all()) shares.put(copy.table(), dump(copy, copies, folder));
            List<Double> rates = new ArrayList<>();
            // The first time is for the compiler.
            for (int run = -1; run < runs; run++) {
                double seconds = read().seconds();
                for (TableCopies.Copy copy : copies.all())
                    seconds += upsert(copy, copies, folder).seconds() / shares.get(copy.table());
                copies.empty();
                if (run >= 0) rates.add(events / seconds);
            }
            return new Spread(rates);
        } finally {
            Folders.delete(folder);
        }
    }

    /** Keeps rows of a table for each connection; the share of the table that they are. */
    private double dump(TableCopies.Copy copy, TableCopies copies, Path folder) throws SQLException, IOException {
        try (Connection connection = Connections.open(database, copies.all())) {
            long all = number(connection, "SELECT count(*) FROM " + copy.table());
            double share = Math.min(1, MOST_ROWS / (double) Math.max(1, all));
            String key = copy.key().get(0);
            for (int lane = 0; lane < connections; lane++) {
                // Whole rows of subjects from all over the table, in the order of the key, each connection in a range
                // of
                // its own.
                String select = "SELECT (row_number() OVER (ORDER BY " + key + ") - 1) / " + ROWS_A_TRANSACTION + ", "
                        + copy.columnList() + " FROM " + copy.table() + " WHERE get_byte(uuid_send(" + key + "), 0) * "
                        + connections + " / 256 = " + lane + " AND get_byte(uuid_send(" + key
                        + "), 15) * 256 + get_byte(uuid_send(" + key + "), 14) < " + share * 65_536 + " ORDER BY "
                        + key;
                RowBytes.dump(connection, select, copy, RowBytes.Form.ARRAY, file(folder, lane, copy));
            }
            return share;
        }
    }

    private static Path file(Path folder, int lane, TableCopies.Copy copy) {
        return folder.resolve(lane + "-" + copy.table());
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Reads all events, in pieces of the table. */
    private Connections.Done read() throws Exception {
        List<String> pieces = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT c.relname, pg_relation_size(c.oid) / current_setting('block_size')::int FROM pg_class c
                        WHERE c.relkind = 'r' AND (c.oid = 'event'::regclass OR c.oid IN
                            (SELECT relid FROM pg_partition_tree('event')))""")) {
            while (row.next())
                for (long page = 0; page < row.getLong(2); page += PAGES_A_READ)
                    pieces.add("SELECT * FROM " + row.getString(1) + " WHERE ctid >= '(" + page + ",0)' AND ctid < '("
                            + (page + PAGES_A_READ) + ",0)'");
        }
        return Connections.inEach(database, connections, List.of(), (connection, lane) -> {
            byte[] block = new byte[1 << 16];
            for (int i = lane; i < pieces.size(); i += connections) {
                try (InputStream rows = new PGCopyInputStream(
                        connection.unwrap(PGConnection.class),
                        "COPY (" + pieces.get(i) + ") TO STDOUT (FORMAT binary)")) {
                    while (rows.read(block) >= 0) continue;
                }
            }
        });
    }

    private Connections.Done upsert(TableCopies.Copy copy, TableCopies copies, Path folder) throws Exception {
        return Connections.inEach(database, connections, copies.all(), (connection, lane) -> {
            try (RowBytes.Reader rows = new RowBytes.Reader(file(folder, lane, copy))) {
                while (rows.next() != Integer.MAX_VALUE)
                    WrittenRows.upsert(
                            connection, copy.upsert(), copy, rows.read().bytes());
            }
        });
    }
}
