package org.basedata.registry.api.bench;

import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/** Many rows of a table as one parameter, in binary form. */
final class RowArray extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    RowArray(TableCopies.Copy copy, byte[] bytes) {
        this.bytes = bytes;
        setType(copy.name() + "[]");
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("rows are only sent");
    }

    @Override
    public int lengthInBytes() {
        return bytes.length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }
}
