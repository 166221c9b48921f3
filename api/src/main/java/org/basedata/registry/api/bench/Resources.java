package org.basedata.registry.api.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basedata.registry.core.database.Database;

/**
 * What was used up to a moment; the difference of two of them is what the work between them cost.
 *
 * @param tableBytes of the event table and the tables written with it, with indexes
 * @param walBytes written by the whole server
 * @param programSeconds CPU of this program
 * @param serverSeconds CPU of PostgreSQL, all its processes; NaN when it runs elsewhere
 */
record Resources(double tableBytes, double walBytes, double programSeconds, double serverSeconds) {
    /** Linux counts in hundredths of a second towards programs, whatever it does inside. */
    private static final double TICKS = 100;

    static Resources now(Database database) throws SQLException {
        double bytes = 0;
        double wal;
        try (Connection connection = database.dataSource().getConnection()) {
            for (String table : StoreTables.ALL)
                bytes += number(
                        connection,
                        "SELECT coalesce((SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('" + table
                                + "')), pg_total_relation_size('" + table + "'))");
            wal = number(connection, "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
        }
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Resources(bytes, wal, system.getProcessCpuTime() / 1e9, serverSeconds(database));
    }

    private static double number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static double serverSeconds(Database database) {
        if (database.server() == null) return Double.NaN;
        long pid = database.server().pid();
        // The first process also counts those that have ended.
        double seconds = cpu(pid, List.of(13, 14, 15, 16));
        try (Stream<ProcessHandle> backends =
                ProcessHandle.of(pid).map(ProcessHandle::descendants).orElse(Stream.empty())) {
            return seconds
                    + backends.mapToDouble(backend -> cpu(backend.pid(), List.of(13, 14)))
                            .sum();
        }
    }

    /** @param fields of /proc/pid/stat, counted from 0 */
    private static double cpu(long pid, List<Integer> fields) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name of the program, in brackets, may hold blanks.
            String[] behindName =
                    stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
            return fields.stream()
                            .mapToLong(field -> Long.parseLong(behindName[field - 2]))
                            .sum()
                    / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    Resources since(Resources before) {
        return new Resources(
                tableBytes - before.tableBytes,
                walBytes - before.walBytes,
                programSeconds - before.programSeconds,
                serverSeconds - before.serverSeconds);
    }

    Resources plus(Resources other) {
        return new Resources(
                tableBytes + other.tableBytes,
                walBytes + other.walBytes,
                programSeconds + other.programSeconds,
                serverSeconds + other.serverSeconds);
    }

    static Resources none() {
        return new Resources(0, 0, 0, 0);
    }

    /** Beside the budget; OVER where it is exceeded. */
    Map<String, Object> aRecord(long records, Budget budget) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("bytes a record", Budget.compared(tableBytes / records, budget.tableBytes()));
        details.put("WAL bytes a record", Budget.compared(walBytes / records, budget.walBytes()));
        details.put("program CPU µs a record", Budget.compared(1e6 * programSeconds / records, budget.programMicros()));
        if (!Double.isNaN(serverSeconds))
            details.put(
                    "PostgreSQL CPU µs a record",
                    Budget.compared(1e6 * serverSeconds / records, budget.serverMicros()));
        return details;
    }

    /** Of a ceiling, which has no budget; its tables are other ones. */
    Map<String, Object> ofCeiling(double records) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ceiling, WAL bytes a record", walBytes / records);
        details.put("ceiling, program CPU µs a record", 1e6 * programSeconds / records);
        if (!Double.isNaN(serverSeconds))
            details.put("ceiling, PostgreSQL CPU µs a record", 1e6 * serverSeconds / records);
        return details;
    }
}
