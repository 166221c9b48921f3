package org.basedata.registry.core.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the log forward from a position, in batches, each in a short read-only transaction of its own. Not for use by
 * two threads. What it has read never changes; a batch that comes back empty means that the head was reached, and the
 * next call looks again.
 */
final class LogCursor {
    private static final int BLOCKS_AT_ONCE = 1024;

    /** The positions that follow one another from {@code first}, in slots that follow one another from {@code slot}. */
    private record Run(long first, long last, long slot) {}

    private final DataSource dataSource;
    private final TransactionTemplate reading;
    private final StoredEvents stored;
    private final Deque<Run> ahead = new ArrayDeque<>();
    private long knownUpTo;
    private long position;

    LogCursor(DataSource dataSource, TransactionTemplate reading, StoredEvents stored, long afterPosition) {
        this.dataSource = dataSource;
        this.reading = reading;
        this.stored = stored;
        this.position = afterPosition;
        this.knownUpTo = afterPosition;
    }

    /** Rows in log order; the first has position {@code firstPosition}, the next one more, and so on. */
    record Batch(long firstPosition, List<StoredEvents.Row> rows) {}

    Batch next(int size) {
        return reading.execute(status -> {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try {
                return next(connection, size);
            } catch (SQLException e) {
                throw PostgresEventStorageEngine.failure("the log could not be read after position " + position, e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        });
    }

    private Batch next(Connection connection, int size) throws SQLException {
        long[] slots = new long[size];
        int count = 0;
        long from = position;
        while (count < size) {
            if (ahead.isEmpty() && !lookAhead(connection)) {
                break;
            }
            Run run = ahead.pop();
            long take = Math.min(run.last() - run.first() + 1, size - count);
            for (int i = 0; i < take; i++) {
                slots[count++] = run.slot() + i;
            }
            if (run.first() + take <= run.last()) {
                ahead.push(new Run(run.first() + take, run.last(), run.slot() + take));
            }
        }
        if (count == 0) {
            return new Batch(from + 1, List.of());
        }
        List<StoredEvents.Row> rows = fetch(connection, Arrays.copyOf(slots, count));
        position = from + count;
        return new Batch(from + 1, rows);
    }

    private boolean lookAhead(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT last_position, first_slot, events FROM log_block
                WHERE last_position > ? ORDER BY last_position LIMIT ?""")) {
            select.setLong(1, knownUpTo);
            select.setInt(2, BLOCKS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long last = rows.getLong(1);
                    long first = last - rows.getInt(3) + 1;
                    if (first > knownUpTo + 1) {
                        throw new IllegalStateException("LOG_GAP: positions " + (knownUpTo + 1) + " to " + (first - 1)
                                + " are missing from table log_block; restore it together with table event");
                    }
                    // A reader may begin in the middle of a block.
                    long start = Math.max(first, knownUpTo + 1);
                    ahead.add(new Run(start, last, rows.getLong(2) + start - first));
                    knownUpTo = last;
                }
            }
        }
        return !ahead.isEmpty();
    }

    private List<StoredEvents.Row> fetch(Connection connection, long[] slots) throws SQLException {
        try (Statement setting = connection.createStatement()) {
            // A plan made while the table was empty would scan it all, batch by batch, until it is next analysed.
            setting.execute("SET LOCAL enable_seqscan = off");
        }
        Map<Long, Integer> places = new HashMap<>(slots.length * 2);
        for (int i = 0; i < slots.length; i++) {
            places.put(slots[i], i);
        }
        StoredEvents.Row[] rows = new StoredEvents.Row[slots.length];
        int found = 0;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + StoredEvents.COLUMNS + " FROM event WHERE slot = ANY (?)")) {
            select.setObject(1, slots);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    StoredEvents.Row row = stored.read(result, connection);
                    rows[places.get(row.slot())] = row;
                    found++;
                }
            }
        }
        if (found < slots.length) {
            throw new IllegalStateException("LOG_EVENTS_LOST: table log_block names " + slots.length
                    + " events after position " + position + ", table event has " + found
                    + " of them; restore both from one backup");
        }
        return Arrays.asList(rows);
    }
}
