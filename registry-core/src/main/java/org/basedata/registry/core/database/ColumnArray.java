package org.basedata.registry.core.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * A column of values as one array parameter, in binary form: a statement that works on thousands of rows takes one a column
 * ({@code FROM unnest(?, ?)}), so its text does not depend on their number and the server keeps its plan.
 */
public final class ColumnArray extends BinaryFields {
    /** Types of elements, with PostgreSQL's numbers of the type and of arrays of it. */
    public enum Type {
        BOOL("_bool", 16, 1000),
        BYTEA("_bytea", 17, 1001),
        BIGINT("_int8", 20, 1016),
        INTEGER("_int4", 23, 1007),
        TEXT("_text", 25, 1009),
        /** An array of texts a row. An array of arrays would be a matrix: each is sent as one text and cut by the server. */
        TEXTS("_text", 25, 1009),
        DATE("_date", 1082, 1182),
        TIMESTAMPTZ("_timestamptz", 1184, 1185),
        UUID("_uuid", 2950, 2951);

        private final String arrayName;
        private final int element;
        private final int array;

        Type(String arrayName, int element, int array) {
            this.arrayName = arrayName;
            this.element = element;
            this.array = array;
        }
    }

    /** Between texts of one row; none of them may hold it. */
    static final String SEPARATOR = "\u001f";

    private final Type type;

    /** @param size number of elements, each of which is then written by a method that fits the type */
    public ColumnArray(Type type, int size, int expectedBytesAnElement) {
        super(20 + size * (4 + expectedBytesAnElement));
        this.type = type;
        putInt(size == 0 ? 0 : 1); // dimensions
        putInt(1); // may hold nulls
        putInt(type.element);
        if (size > 0) {
            putInt(size);
            putInt(1); // lower bound
        }
    }

    public static ColumnArray ofUuids(Collection<UUID> ids) {
        ColumnArray array = new ColumnArray(Type.UUID, ids.size(), 16);
        ids.forEach(array::uuid);
        return array;
    }

    @Override
    public void texts(Collection<String> values) {
        text(values == null ? null : String.join(SEPARATOR, values));
    }

    public void setOn(PreparedStatement statement, int parameter) throws SQLException {
        statement.setObject(parameter, new Parameter(this));
    }

    /** The types whose arrays the driver would send as text if it were not told otherwise. */
    static String sentInBinary() {
        StringBuilder numbers = new StringBuilder();
        for (Type type : Type.values())
            numbers.append(numbers.isEmpty() ? "" : ",").append(type.array);
        return numbers.toString();
    }

    private static final class Parameter extends PGobject implements PGBinaryObject {
        private final transient ColumnArray column;

        Parameter(ColumnArray column) {
            this.column = column;
            setType(column.type.arrayName);
        }

        @Override
        public void setByteValue(byte[] value, int offset) {
            throw new IllegalStateException("parameters are sent, never received");
        }

        @Override
        public int lengthInBytes() {
            return column.length;
        }

        @Override
        public void toBytes(byte[] target, int offset) {
            System.arraycopy(column.bytes, 0, target, offset, column.length);
        }
    }
}
