package org.basedata.registry.core.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/** An array as one parameter of a statement, sent as the bytes that were written to it. */
abstract class ArrayParameter extends BinaryFields {
    private final String type;

    /**
     * @param type of the array, as the server names it
     * @param element number of the elements' type
     * @param size number of elements
     */
    ArrayParameter(String type, int element, int size, int expectedBytesAnElement) {
        super(20 + size * (4 + expectedBytesAnElement));
        this.type = type;
        putInt(size == 0 ? 0 : 1); // dimensions
        putInt(1); // may hold nulls
        putInt(element);
        if (size > 0) {
            putInt(size);
            putInt(1); // lower bound
        }
    }

    public final void setOn(PreparedStatement statement, int parameter) throws SQLException {
        statement.setObject(parameter, new Sent(this));
    }

    private static final class Sent extends PGobject implements PGBinaryObject {
        private final transient ArrayParameter array;

        Sent(ArrayParameter array) {
            this.array = array;
            setType(array.type);
        }

        /** Asked for only where the driver would send text: of a table that was not there when the pool was made. */
        @Override
        public String getValue() {
            throw new IllegalStateException(type + " was not announced to the driver as sent in binary form");
        }

        @Override
        public void setByteValue(byte[] value, int offset) {
            throw new IllegalStateException("parameters are sent, never received");
        }

        @Override
        public int lengthInBytes() {
            return array.length;
        }

        @Override
        public void toBytes(byte[] target, int offset) {
            System.arraycopy(array.bytes, 0, target, offset, array.length);
        }
    }
}
