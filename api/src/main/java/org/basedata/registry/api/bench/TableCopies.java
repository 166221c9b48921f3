package org.basedata.registry.api.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.basedata.registry.core.database.Database;

/**
 * Empty copies of tables, called {@code bench_<table>}: the same columns, partitions, storage parameters and indexes, as the
 * database's own catalogue tells them. No triggers: what they do is the registry's work. Closing drops them.
 */
final class TableCopies implements AutoCloseable {
    private static final String PREFIX = "bench_";

    private final Database database;
    private final Map<String, Copy> copies = new LinkedHashMap<>();

    /**
     * A copy.
     *
     * @param columns in the order of the table
     * @param key columns of the primary key
     * @param rowType PostgreSQL's number of the type of its rows
     * @param rowsType of arrays of its rows
     * @param types of its columns
     */
    record Copy(
            String table, String name, List<String> columns, List<String> key, int rowType, int rowsType, int[] types) {
        String columnList() {
            return String.join(", ", columns);
        }

        /** Takes rows of this table as one array and assigns every column, whether the key is there or not. */
        String upsert() {
            String assigned = columns.stream()
                    .filter(column -> !key.contains(column))
                    .map(column -> column + " = excluded." + column)
                    .collect(Collectors.joining(", "));
            return insert() + " DO UPDATE SET " + assigned;
        }

        String insertWhereAbsent() {
            return insert() + " DO NOTHING";
        }

        private String insert() {
            return "INSERT INTO " + name + " (" + columnList() + ") SELECT " + columnList() + " FROM unnest(?) AS r ("
                    + columnList() + ") ON CONFLICT (" + String.join(", ", key) + ")";
        }

        String copyIn() {
            return "COPY " + name + " (" + columnList() + ") FROM STDIN (FORMAT binary)";
        }
    }

    TableCopies(Database database, List<String> tables) throws SQLException {
        this.database = database;
        try (Connection connection = database.dataSource().getConnection()) {
            for (String table : tables) {
                drop(connection, table);
                create(connection, table);
                copies.put(table, describe(connection, table));
            }
        }
    }

    Copy of(String table) {
        return copies.get(table);
    }

    List<Copy> all() {
        return List.copyOf(copies.values());
    }

    private static void create(Connection connection, String table) throws SQLException {
        List<String> relation = strings(connection, """
                        SELECT c.relkind::text, pg_get_partkeydef(c.oid), array_to_string(
                            coalesce(c.reloptions, '{}') || coalesce((SELECT array_agg('toast.' || o)
                                FROM pg_class t, unnest(t.reloptions) AS o WHERE t.oid = c.reltoastrelid), '{}'), ', ')
                        FROM pg_class c WHERE c.oid = ?::regclass""", table).get(0);
        String like = "CREATE TABLE " + PREFIX + table + " (LIKE " + table + " INCLUDING ALL)";
        if (relation.get(0).equals("p")) {
            execute(connection, like + " PARTITION BY " + relation.get(1));
            // Made like the partition itself, not like the whole: a partition may have indexes of its own.
            for (List<String> part : strings(connection, """
                    SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c
                    ON c.oid = i.inhrelid WHERE i.inhparent = ?::regclass ORDER BY c.relname""", table)) {
                create(connection, part.get(0));
                execute(
                        connection,
                        "ALTER TABLE " + PREFIX + table + " ATTACH PARTITION " + PREFIX + part.get(0) + " "
                                + part.get(1));
            }
        } else {
            execute(connection, like + (relation.get(2).isEmpty() ? "" : " WITH (" + relation.get(2) + ")"));
        }
    }

    private static Copy describe(Connection connection, String table) throws SQLException {
        List<List<String>> columns = strings(connection, """
                SELECT quote_ident(attname), atttypid::oid::text FROM pg_attribute
                WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""", PREFIX + table);
        List<String> key = new ArrayList<>();
        for (List<String> column : strings(connection, """
                SELECT quote_ident(a.attname) FROM pg_index i
                CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                WHERE i.indrelid = ?::regclass AND i.indisprimary ORDER BY k.place""", PREFIX + table)) key.add(column.get(0));
        List<String> rowTypes = strings(connection, """
                        SELECT t.oid::text, t.typarray::text FROM pg_type t JOIN pg_class c ON c.reltype = t.oid
                        WHERE c.oid = ?::regclass""", PREFIX + table).get(0);
        return new Copy(
                table,
                PREFIX + table,
                columns.stream().map(column -> column.get(0)).toList(),
                List.copyOf(key),
                (int) Long.parseLong(rowTypes.get(0)),
                (int) Long.parseLong(rowTypes.get(1)),
                columns.stream()
                        .mapToInt(column -> (int) Long.parseLong(column.get(1)))
                        .toArray());
    }

    private static List<List<String>> strings(Connection connection, String sql, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table);
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) values.add(row.getString(i));
                    rows.add(values);
                }
            }
            return rows;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Partitions go with their table, unless making the copy broke off before they were attached. */
    private static void drop(Connection connection, String table) throws SQLException {
        List<String> names = new ArrayList<>(List.of(PREFIX + table));
        for (List<String> part : strings(
                connection,
                "SELECT c.relname FROM pg_partition_tree(?::regclass) p JOIN pg_class c ON c.oid = p.relid",
                table)) names.add(PREFIX + part.get(0));
        execute(connection, "DROP TABLE IF EXISTS " + String.join(", ", names));
    }

    void empty() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            execute(
                    connection,
                    "TRUNCATE " + copies.values().stream().map(Copy::name).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            for (String table : copies.keySet()) drop(connection, table);
        }
    }
}
