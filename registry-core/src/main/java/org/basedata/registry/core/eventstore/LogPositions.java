package org.basedata.registry.core.eventstore;

import java.util.Arrays;

/**
 * Which place in the log each stored event has, for readers that go by streams. A transaction's events stand in slots and in positions
 * that follow one another, so that its first of both tells them all.
 */
public final class LogPositions {
    private long[] slots = new long[1_024];
    private long[] positions = new long[1_024];
    private int size;

    LogPositions() {}

    /** In the order of slots. */
    void add(long slot, long position) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size * 2);
            positions = Arrays.copyOf(positions, size * 2);
        }
        slots[size] = slot;
        positions[size++] = position;
    }

    /** @throws IllegalStateException when no transaction is known that wrote there */
    public long of(long slot) {
        int found = Arrays.binarySearch(slots, 0, size, slot);
        int block = found >= 0 ? found : -found - 2;
        if (block < 0) throw new IllegalStateException("LOG_GAP: slot " + slot + " is in no block of table log_block");
        return positions[block] + slot - slots[block];
    }
}
