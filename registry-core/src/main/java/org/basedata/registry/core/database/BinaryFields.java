package org.basedata.registry.core.database;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/**
 * Values in PostgreSQL's binary form, one after another: the length (32 bits, -1 for null), then the bytes, all big-endian.
 * The server spends half the time on them that it spends on their text. Null is written for null.
 */
public abstract class BinaryFields {
    /** PostgreSQL counts microseconds from 2000-01-01T00:00:00Z. */
    private static final long EPOCH_SECONDS = 946_684_800L;
    /** PostgreSQL counts days from 2000-01-01. */
    private static final int EPOCH_DAY = 10_957;

    byte[] bytes;
    int length;

    BinaryFields(int expectedBytes) {
        bytes = new byte[Math.max(64, expectedBytes)];
    }

    /** Null, of a type that has no form for it here. */
    public void none() {
        putInt(-1);
    }

    public void uuid(UUID value) {
        if (value == null) {
            putInt(-1);
            return;
        }
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    public void bigint(long value) {
        putInt(8);
        putLong(value);
    }

    public void integer(int value) {
        putInt(4);
        putInt(value);
    }

    public void smallint(int value) {
        putInt(2);
        putShort(value);
    }

    public void bool(boolean value) {
        putInt(1);
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** Microseconds; what is finer is cut off. */
    public void timestamp(Instant value) {
        if (value == null) {
            putInt(-1);
            return;
        }
        bigint(Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - EPOCH_SECONDS, 1_000_000L), value.getNano() / 1_000));
    }

    /** {@link LocalDate#MAX} is infinity. */
    public void date(LocalDate value) {
        if (value == null) putInt(-1);
        else if (value.equals(LocalDate.MAX)) integer(Integer.MAX_VALUE);
        else integer(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
    }

    public void text(String value) {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text array. */
    public void texts(Collection<String> values) {
        if (values == null) {
            putInt(-1);
            return;
        }
        int start = length;
        putInt(0); // the field's length, once it is known
        putInt(values.isEmpty() ? 0 : 1); // dimensions
        putInt(0); // no nulls
        putInt(ColumnType.TEXT.number);
        if (!values.isEmpty()) {
            putInt(values.size());
            putInt(1); // lower bound
        }
        for (String value : values) text(value);
        lengthAt(start);
    }

    /** Puts the number of the bytes that follow a length where the length was left open. */
    final void lengthAt(int start) {
        int end = length;
        length = start;
        putInt(end - start - 4);
        length = end;
    }

    /** A bytea, or the UTF-8 bytes of a text. */
    public void bytes(byte[] value) {
        if (value == null) {
            putInt(-1);
            return;
        }
        putInt(value.length);
        put(value);
    }

    final void put(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    final void putShort(int value) {
        room(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    final void putInt(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) bytes[length++] = (byte) (value >> shift);
    }

    final void putLong(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) bytes[length++] = (byte) (value >> shift);
    }

    private void room(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length)
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
    }
}
