package org.basedata.registry.core.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * How rows of one table are written in bulk, in the caller's transaction: many new ones by COPY, which costs less than half of an
 * INSERT but takes two round trips; few new ones, and those that are there, by one statement that takes all rows as one array. The
 * statements' texts do not depend on the number of rows, so the server keeps their plans. Give rows in the order of their keys, so
 * that two writers cannot lock each other out.
 *
 * <p>Columns are given as the table has them, all of them, in its order.
 *
 * @param <R> what a row is written from
 */
public final class TableRows<R> {
    /** Up to so many rows an INSERT that waits for its transaction's other writes is quicker than a COPY of its own. */
    private static final int FEW = 100;

    private record Column<R>(String name, ColumnType type, BiConsumer<BinaryFields, R> value) {}

    private final String table;
    private final int bytesARow;
    private final List<Column<R>> columns = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private String guard;
    private ToIntFunction<R> loaded;

    public TableRows(String table, int expectedBytesARow) {
        this.table = table;
        this.bytesARow = expectedBytesARow;
    }

    /** A part of the primary key. */
    public TableRows<R> key(String name, ColumnType type, BiConsumer<BinaryFields, R> value) {
        keys.add(name);
        return column(name, type, value);
    }

    /** @param value writes one value that fits the type */
    public TableRows<R> column(String name, ColumnType type, BiConsumer<BinaryFields, R> value) {
        columns.add(new Column<>(name, type, value));
        return this;
    }

    /** An integer column that an update finds as it was loaded, or else leaves the row alone. */
    public TableRows<R> guard(String name, ToIntFunction<R> loaded) {
        this.guard = name;
        this.loaded = loaded;
        return this;
    }

    public String table() {
        return table;
    }

    /** The names of all columns, in the order of {@link #image}. */
    public String columns() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }

    /** Writes at once, by COPY. Fails with a violation of a unique key where a row is there already. */
    public void copy(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) return;
        CopyRows copied = new CopyRows(rows.size() * bytesARow);
        for (R row : rows) add(copied, row);
        copied.copyInto(connection, table + " (" + columns() + ")");
    }

    /** The row as COPY in binary form writes it, to the byte: what the table has, if nothing differs. */
    public byte[] image(R row) {
        CopyRows one = new CopyRows(1_024);
        int start = one.length;
        add(one, row);
        return Arrays.copyOfRange(one.bytes, start, one.length);
    }

    private void add(CopyRows rows, R row) {
        rows.row(columns.size());
        for (Column<R> column : columns) column.value().accept(rows, row);
    }

    /**
     * Fails, at the latest when the writes are sent, with a violation of a unique key where a row is there already.
     *
     * @param refused what its failure is to the writer's callers
     */
    public void insert(Writes writes, List<R> rows, Writes.Refused refused) {
        if (rows.isEmpty()) return;
        if (rows.size() > FEW) {
            writes.send();
            writes.now("COPY " + table, connection -> copy(connection, rows), refused);
            return;
        }
        writes.add(
                "INSERT INTO " + table + " SELECT * FROM unnest(?)",
                connection -> List.of(array(connection, rows)),
                rows.size(),
                refused);
    }

    /**
     * Sets all columns but the key.
     *
     * @param refused what its failure is to the writer's callers; also told when rows are not there, or not as the guard wants them
     */
    public void update(Writes writes, List<R> rows, Writes.Refused refused) {
        if (rows.isEmpty()) return;
        StringBuilder sql = new StringBuilder("UPDATE ").append(table).append(" AS old SET ");
        String separator = "";
        for (Column<R> column : columns) {
            if (keys.contains(column.name())) continue;
            sql.append(separator).append(column.name()).append(" = new.").append(column.name());
            separator = ", ";
        }
        sql.append(" FROM unnest(?").append(guard == null ? ") AS new" : ", ?) AS new (" + columns() + ", guard)");
        separator = " WHERE ";
        for (String key : keys) {
            sql.append(separator).append("old.").append(key).append(" = new.").append(key);
            separator = " AND ";
        }
        if (guard != null) sql.append(" AND old.").append(guard).append(" = new.guard");
        writes.add(
                sql.toString(),
                connection -> guard == null
                        ? List.of(array(connection, rows))
                        : List.of(
                                array(connection, rows),
                                ColumnArray.ofIntegers(
                                        rows.stream().mapToInt(loaded).toArray())),
                rows.size(),
                refused);
    }

    /** Sets the rows as one parameter of a statement of the caller's own, an array of the table's row type. */
    public void setOn(PreparedStatement statement, int parameter, List<R> rows) throws SQLException {
        array(statement.getConnection(), rows).setOn(statement, parameter);
    }

    private RowArray array(Connection connection, List<R> rows) throws SQLException {
        RowArray array = new RowArray(connection, table, rows.size(), bytesARow);
        for (R row : rows) {
            array.row(columns.size());
            for (Column<R> column : columns) {
                array.column(column.type());
                column.value().accept(array, row);
            }
            array.end();
        }
        return array;
    }
}
