package org.basedata.registry.core.database;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Values of one column as one array parameter: a statement that works on thousands of keys takes one ({@code FROM unnest(?)}), so
 * its text does not depend on their number and the server keeps its plan.
 */
public final class ColumnArray extends ArrayParameter {
    private static final int UUIDS = 2951;
    private static final int INTEGERS = 1007;
    /** Numbers of the types that the driver would send as text if it were not told otherwise. */
    static final List<Integer> SENT_IN_BINARY = List.of(UUIDS, INTEGERS);

    private ColumnArray(String type, ColumnType element, int size, int bytes) {
        super(type, element.number, size, bytes);
    }

    public static ColumnArray ofUuids(Collection<UUID> ids) {
        ColumnArray array = new ColumnArray("_uuid", ColumnType.UUID, ids.size(), 16);
        ids.forEach(array::uuid);
        return array;
    }

    static ColumnArray ofIntegers(int[] values) {
        ColumnArray array = new ColumnArray("_int4", ColumnType.INTEGER, values.length, 4);
        for (int value : values) array.integer(value);
        return array;
    }
}
