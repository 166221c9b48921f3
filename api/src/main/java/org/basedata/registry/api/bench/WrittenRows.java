package org.basedata.registry.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.api.Registry;
import org.basedata.registry.importers.sample.SampleFile;
import org.postgresql.PGConnection;

/**
 * The ceiling of loading. Takes, file by file, the very bytes that an import left in the event table and in the tables written
 * with the events, and brings them into empty copies of these tables again: COPY of the events and one multi-row upsert a
 * table, in transactions as large as the registry's, over as many connections. Nothing is read first and nothing is decided.
 *
 * <p>Subjects are dealt out to connections by ranges, so that no two connections meet.
 */
final class WrittenRows {
    private final Registry registry;
    private final Path folder;
    private final int mostEvents;
    private final int connections;
    private int files;
    private long events;
    private Resources used = Resources.none();
    private long replayed;
    /** Of the files whose records were there before, with other content. */
    private final List<Integer> changedFiles = new ArrayList<>();

    /** @param mostEvents that are taken; the rest of what was written is left out */
    WrittenRows(Registry registry, Path folder, int mostEvents) throws IOException {
        this.registry = registry;
        this.folder = Files.createDirectories(folder);
        this.mostEvents = mostEvents;
        this.connections = registry.lanes();
    }

    /** Where the event table ends now. */
    static long lastSlot(Registry registry) throws SQLException {
        try (Connection connection = registry.database().dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            return number(sql, "SELECT coalesce(max(slot), 0) FROM event");
        }
    }

    /**
     * Keeps what the import of one file wrote. To be called before anything else is written.
     *
     * @param behind the last slot before the file
     * @param share of the rows that may be taken, from the start of the file
     * @param recordsKnown whether the records were there before, with other content
     */
    void add(SampleFile file, long behind, double share, boolean recordsKnown) throws SQLException, IOException {
        add(
                "t.source = '" + file.source() + "' AND t.dataset = '" + file.dataset() + "'",
                "t.number >= w.first",
                behind,
                share,
                recordsKnown);
    }

    /**
     * Keeps what decisions about conflicts wrote, which leave records as they are.
     *
     * @param behind the last slot before them
     */
    void addDecisions(long behind) throws SQLException, IOException {
        add("false", "t.settled_at IS NOT NULL", behind, 1, true);
    }

    /**
     * @param records which records of the subjects were written
     * @param conflicts which of their conflicts
     */
    private void add(String records, String conflicts, long behind, double share, boolean recordsKnown)
            throws SQLException, IOException {
        int most = (int) Math.max(1_000, mostEvents * share);
        try (TableCopies copies = new TableCopies(registry.database(), StoreTables.ALL);
                Connection connection = Connections.open(registry.database(), copies.all());
                Statement sql = connection.createStatement()) {
            long batch = Math.max(
                    1,
                    number(
                            sql,
                            "SELECT coalesce(sum(events::bigint * events) / sum(events), 1)::bigint FROM log_block WHERE first_slot > "
                                    + behind));
            sql.execute(
                    "CREATE TEMP TABLE taken AS SELECT slot, subject, sequence, lane, (row_number() OVER (PARTITION BY"
                            + " lane ORDER BY slot) - 1) / " + batch + " AS batch FROM (SELECT slot, subject, sequence,"
                            + " get_byte(uuid_send(subject), 0) * " + connections
                            + " / 256 AS lane FROM event WHERE slot > "
                            + behind + " ORDER BY slot LIMIT " + most + ") e");
            sql.execute("CREATE TEMP TABLE touched AS SELECT subject, lane, max(batch) AS batch, min(sequence) AS first"
                    + " FROM taken GROUP BY subject, lane");
            sql.execute("ANALYZE taken");
            sql.execute("ANALYZE touched");
            int number = files++;
            if (recordsKnown) changedFiles.add(number);
            for (int lane = 0; lane < connections; lane++) {
                for (TableCopies.Copy copy : copies.all()) {
                    String columns = "t." + String.join(", t.", copy.columns());
                    String of = " AND w.lane = " + lane + " ORDER BY w.batch, t.";
                    String select =
                            switch (copy.table()) {
                                case StoreTables.EVENT ->
                                    "SELECT w.batch, " + columns
                                            + " FROM taken w JOIN event t ON t.subject = w.subject AND t.sequence = w.sequence"
                                            + of + "slot";
                                case "source_record" ->
                                    "SELECT w.batch, " + columns + " FROM touched w JOIN source_record t"
                                            + " ON t.owner = w.subject WHERE " + records + of
                                            + copy.key().get(0);
                                case "subject_conflict" ->
                                    "SELECT w.batch, " + columns + " FROM touched w JOIN subject_conflict t"
                                            + " ON t.subject = w.subject AND " + conflicts + of + "subject";
                                default ->
                                    "SELECT w.batch, " + columns + " FROM touched w JOIN " + copy.table()
                                            + " t ON t.subject = w.subject" + of + "subject";
                            };
                    boolean copied = copy.table().equals(StoreTables.EVENT);
                    long rows = RowBytes.dump(
                            connection,
                            select,
                            copy,
                            copied ? RowBytes.Form.COPY : RowBytes.Form.ARRAY,
                            file(number, lane, copy));
                    if (copied) events += rows;
                }
            }
        }
    }

    private Path file(int number, int lane, TableCopies.Copy copy) {
        return folder.resolve(number + "-" + lane + "-" + copy.table());
    }

    private static long number(Statement sql, String select) throws SQLException {
        try (ResultSet row = sql.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        }
    }

    long events() {
        return events;
    }

    /** What all replays cost. */
    Resources used() {
        return used;
    }

    /** Events of all replays. */
    long replayed() {
        return replayed;
    }

    /**
     * Events a second, {@code runs} times.
     *
     * @param subjectsKnown whether the subjects are there before, to be updated
     */
    Spread perSecond(int runs, boolean subjectsKnown) throws Exception {
        List<Double> rates = new ArrayList<>();
        // The first replay is for the compiler.
        for (int run = -1; run < runs; run++) {
            try (TableCopies copies = new TableCopies(registry.database(), StoreTables.ALL)) {
                if (subjectsKnown)
                    Connections.inEach(
                            registry.database(),
                            connections,
                            copies.all(),
                            (connection, lane) -> bringBefore(connection, lane, copies));
                Connections.Done done = Connections.inEach(
                        registry.database(),
                        connections,
                        copies.all(),
                        (connection, lane) -> bringIn(connection, lane, copies));
                if (run < 0) continue;
                used = used.plus(done.used());
                replayed += events;
                rates.add(events / done.seconds());
            }
        }
        return new Spread(rates);
    }

    private void bringIn(Connection connection, int lane, TableCopies copies) throws SQLException, IOException {
        connection.setAutoCommit(false);
        for (int number = 0; number < files; number++) {
            Map<String, RowBytes.Reader> readers = new TreeMap<>();
            try {
                for (TableCopies.Copy copy : copies.all())
                    readers.put(copy.table(), new RowBytes.Reader(file(number, lane, copy)));
                while (true) {
                    int transaction = readers.values().stream()
                            .mapToInt(RowBytes.Reader::next)
                            .min()
                            .orElseThrow();
                    if (transaction == Integer.MAX_VALUE) break;
                    for (TableCopies.Copy copy : copies.all()) {
                        RowBytes.Reader reader = readers.get(copy.table());
                        if (reader.next() != transaction) continue;
                        byte[] bytes = reader.read().bytes();
                        if (copy.table().equals(StoreTables.EVENT)) copyIn(connection, copy, bytes);
                        else upsert(connection, copy.upsert(), copy, bytes);
                    }
                    connection.commit();
                }
            } finally {
                for (RowBytes.Reader reader : readers.values()) reader.close();
            }
        }
    }

    /** What is updated has to be there first: the rows themselves, since only their number and size count. */
    private void bringBefore(Connection connection, int lane, TableCopies copies) throws SQLException, IOException {
        connection.setAutoCommit(false);
        for (int number = 0; number < files; number++) {
            for (TableCopies.Copy copy : copies.all()) {
                boolean there = copy.table().endsWith("_current")
                        || !copy.table().equals(StoreTables.EVENT) && changedFiles.contains(number);
                if (!there) continue;
                try (RowBytes.Reader reader = new RowBytes.Reader(file(number, lane, copy))) {
                    while (reader.next() != Integer.MAX_VALUE) {
                        upsert(
                                connection,
                                copy.insertWhereAbsent(),
                                copy,
                                reader.read().bytes());
                        connection.commit();
                    }
                }
            }
        }
    }

    static void copyIn(Connection connection, TableCopies.Copy copy, byte[] bytes) throws SQLException {
        var copyIn = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.copyIn());
        copyIn.writeToCopy(bytes, 0, bytes.length);
        copyIn.endCopy();
    }

    static void upsert(Connection connection, String sql, TableCopies.Copy copy, byte[] bytes) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, new RowArray(copy, bytes));
            statement.executeUpdate();
        }
    }
}
