package org.basedata.registry.core.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.basedata.registry.core.database.KeyPlans;
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

    /** A row and its position in the log. */
    record Logged(long position, StoredEvents.Row row) {}

    /** Rows in log order. */
    record Batch(List<Logged> rows) {}

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
        List<Run> runs = new ArrayList<>();
        int count = 0;
        while (count < size) {
            if (ahead.isEmpty() && !lookAhead(connection)) break;
            Run run = ahead.pop();
            long take = Math.min(run.last() - run.first() + 1, size - count);
            runs.add(new Run(run.first(), run.first() + take - 1, run.slot()));
            count += (int) take;
            if (run.first() + take <= run.last())
                ahead.push(new Run(run.first() + take, run.last(), run.slot() + take));
        }
        if (count == 0) return new Batch(List.of());
        List<Logged> rows = fetch(connection, runs, count);
        position += count;
        return new Batch(rows);
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

    private List<Logged> fetch(Connection connection, List<Run> runs, int count) throws SQLException {
        NavigableMap<Long, Run> bySlot = new TreeMap<>();
        long[] first = new long[runs.size()];
        long[] last = new long[runs.size()];
        for (int i = 0; i < first.length; i++) {
            Run run = runs.get(i);
            bySlot.put(run.slot(), run);
            first[i] = run.slot();
            last[i] = run.slot() + run.last() - run.first();
        }
        List<Logged> rows = new ArrayList<>(count);
        // Ranges of slots, not single ones: each partition is then asked once a range.
        try (PreparedStatement select = connection.prepareStatement(KeyPlans.BY_KEY + "SELECT " + StoredEvents.COLUMNS
                + " FROM unnest(?, ?) AS run (first, last) JOIN event ON slot BETWEEN run.first AND run.last")) {
            select.setObject(1, first);
            select.setObject(2, last);
            try (ResultSet result = KeyPlans.execute(select)) {
                while (result.next()) {
                    StoredEvents.Row row = stored.read(result, connection);
                    Run run = bySlot.floorEntry(row.slot()).getValue();
                    rows.add(new Logged(run.first() + row.slot() - run.slot(), row));
                }
            }
        }
        if (rows.size() != count) {
            throw new IllegalStateException("LOG_EVENTS_LOST: table log_block names " + count
                    + " events after position " + position + ", table event has " + rows.size()
                    + " of them; restore both from one backup");
        }
        rows.sort(Comparator.comparingLong(Logged::position));
        return rows;
    }
}
