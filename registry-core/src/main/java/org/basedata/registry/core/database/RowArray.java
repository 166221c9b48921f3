package org.basedata.registry.core.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;

/** Rows of a table as one array parameter, of the type that the server has for the table's rows. */
final class RowArray extends ArrayParameter {
    private int start;

    RowArray(Connection connection, String table, int rows, int expectedBytesARow) throws SQLException {
        super(
                table + "[]",
                connection.unwrap(BaseConnection.class).getTypeInfo().getPGType(table),
                rows,
                expectedBytesARow);
    }

    /** The columns follow, each begun with {@link #column}, all of the table and in its order; then {@link #end}. */
    void row(int columns) {
        start = length;
        putInt(0); // the row's length, once it is known
        putInt(columns);
    }

    /** Before the column's value. */
    void column(ColumnType type) {
        putInt(type.number);
    }

    void end() {
        lengthAt(start);
    }
}
