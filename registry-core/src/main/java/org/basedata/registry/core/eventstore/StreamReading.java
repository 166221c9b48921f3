package org.basedata.registry.core.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * Reads the store by streams, not by positions: all streams of a range of subjects one after another, or the events of one kind of
 * streams in log order. Takes connections of its own, so that its readers may write in transactions of theirs. Safe for use by many
 * threads.
 */
final class StreamReading {
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int BLOCKS_AT_ONCE = 1_024;
    private static final int EVENTS_AT_ONCE = 5_000;

    /** What is done with the rows between two fetches may take its time. */
    private static final String PATIENT = "SET LOCAL idle_in_transaction_session_timeout = 0; ";

    private final DataSource dataSource;
    private final StoredEvents stored;
    private final TypeIds types;

    StreamReading(DataSource dataSource, StoredEvents stored, TypeIds types) {
        this.dataSource = dataSource;
        this.stored = stored;
        this.types = types;
    }

    /** @see EventLog#readStreams */
    long read(int range, String aggregateType, Consumer<EventLog.StreamEvent> consumer) {
        return reading("the streams of range " + Integer.toHexString(range), connection -> {
            try (Statement setting = connection.createStatement()) {
                // Streams lie scattered over the table, in the order of arrival: sorted, the table is read once from
                // front to
                // back; by the primary key, once for every few events, as soon as it is larger than the memory.
                setting.execute(PATIENT + "SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off;"
                        + " SET LOCAL work_mem = '128MB'");
            }
            long count = 0;
            try (PreparedStatement select = connection.prepareStatement("SELECT " + StoredEvents.COLUMNS
                    + " FROM event WHERE " + EventLog.inRange("subject", range) + " ORDER BY subject, sequence")) {
                select.unwrap(PGStatement.class).setPrepareThreshold(-1); // rows in binary form from the first on
                select.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        count++;
                        StoredEvents.Row row = stored.read(rows, connection);
                        if (!row.type().aggregateType().equals(aggregateType)) continue;
                        for (Object payload : stored.payloads(row))
                            consumer.accept(new EventLog.StreamEvent(
                                    row.subject(), row.sequence(), row.slot(), row.recordedAt(), payload));
                    }
                }
            }
            return count;
        });
    }

    /** @see EventLog#positions */
    LogPositions positions() {
        return reading("the places of events in the log", connection -> {
            LogPositions positions = new LogPositions();
            try (Statement select = connection.createStatement()) {
                select.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = select.executeQuery(
                        "SELECT first_slot, last_position - events + 1 FROM log_block ORDER BY first_slot")) {
                    while (rows.next()) positions.add(rows.getLong(1), rows.getLong(2));
                }
            }
            return positions;
        });
    }

    private record Block(long last, long slot, int events) {}

    /** @see EventLog#readKind */
    void readKind(String aggregateType, Consumer<List<EventLog.LoggedEvent>> consumer) {
        reading("the events of streams " + aggregateType, connection -> {
            try (Statement setting = connection.createStatement()) {
                setting.execute(PATIENT + "SET LOCAL enable_seqscan = off");
            }
            long position = 0;
            for (List<Block> blocks = blocks(connection, aggregateType, position);
                    !blocks.isEmpty();
                    blocks = blocks(connection, aggregateType, position)) {
                List<Block> some = new ArrayList<>();
                int events = 0;
                for (Block block : blocks) {
                    some.add(block);
                    events += block.events();
                    if (events < EVENTS_AT_ONCE
                            && block.last() < blocks.get(blocks.size() - 1).last()) continue;
                    List<EventLog.LoggedEvent> found = events(connection, aggregateType, some);
                    if (!found.isEmpty()) consumer.accept(found);
                    some.clear();
                    events = 0;
                }
                position = blocks.get(blocks.size() - 1).last();
            }
            return null;
        });
    }

    private List<Block> blocks(Connection connection, String aggregateType, long after) throws SQLException {
        List<Block> blocks = new ArrayList<>();
        // Blocks from before their streams were noted have null and may hold anything.
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT last_position, first_slot, events FROM log_block
                WHERE last_position > ? AND (streams IS NULL OR ? = ANY (string_to_array(streams, ',')))
                ORDER BY last_position LIMIT ?""")) {
            select.setLong(1, after);
            select.setString(2, aggregateType);
            select.setInt(3, BLOCKS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) blocks.add(new Block(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
            }
        }
        return blocks;
    }

    private List<EventLog.LoggedEvent> events(Connection connection, String aggregateType, List<Block> blocks)
            throws SQLException {
        long[] first = new long[blocks.size()];
        long[] last = new long[blocks.size()];
        long[] position = new long[blocks.size()];
        for (int i = 0; i < first.length; i++) {
            Block block = blocks.get(i);
            first[i] = block.slot();
            last[i] = block.slot() + block.events() - 1;
            position[i] = block.last() - block.events() + 1;
        }
        List<EventLog.LoggedEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + StoredEvents.COLUMNS
                + ", position + slot - first AS at FROM unnest(?, ?, ?) AS block (first, last, position)"
                + " JOIN event ON slot BETWEEN first AND last WHERE type = ANY (?) ORDER BY at")) {
            select.setObject(1, first);
            select.setObject(2, last);
            select.setObject(3, position);
            select.setObject(4, types.idsOf(aggregateType));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long at = rows.getLong("at");
                    stored.messages(stored.read(rows, connection), at)
                            .forEach(event -> events.add(new EventLog.LoggedEvent(at, event)));
                }
            }
        }
        return Collections.unmodifiableList(events);
    }

    private interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    private <T> T reading(String what, Reading<T> reading) {
        // Not Spring's connection of this thread: the consumer's transactions would become part of this one.
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return reading.read(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw PostgresEventStorageEngine.failure(what + " could not be read", e);
        }
    }
}
