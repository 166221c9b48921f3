package org.basedata.registry.core.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Where the events of one transaction came to stand in the log. Taken inside the transaction
 * ({@link PostgresEventStorageEngine#appended()}), read after it has committed: positions are given by the commit, so
 * there are none before, and none after a rollback. The commit tells them by a notice; where the server keeps notices to
 * itself (client_min_messages) they are looked up once, on a connection of its own.
 */
public final class AppendedPositions {
    private static final Logger LOG = LoggerFactory.getLogger(AppendedPositions.class);
    /** How the migration's trigger begins its notice. */
    private static final String NOTICE = "LOG_POSITION ";

    private final DataSource dataSource;
    private long events;
    private long lastSlot = -1;
    private int outcome = TransactionSynchronization.STATUS_UNKNOWN;
    private boolean completed;
    private long last;

    AppendedPositions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    synchronized void add(long firstSlot, int count) {
        lastSlot = firstSlot;
        events += count;
    }

    /** Right before the commit: notices from before are none of it. */
    synchronized void expect() {
        onConnection(Connection::clearWarnings);
    }

    /** Right after the commit, on its connection. */
    synchronized void placed() {
        onConnection(connection -> {
            for (SQLWarning notice = connection.getWarnings(); notice != null; notice = notice.getNextWarning())
                if (notice.getMessage().startsWith(NOTICE))
                    last = Long.parseLong(notice.getMessage().substring(NOTICE.length()));
        });
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** On the transaction's connection. What fails here only leaves the position to be looked up. */
    private void onConnection(Work work) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            work.on(connection);
        } catch (SQLException e) {
            LOG.debug("the notice of a commit could not be read", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    synchronized void complete(int status) {
        outcome = status;
        completed = true;
    }

    /** How many events the transaction has appended. */
    public synchronized long events() {
        return events;
    }

    /**
     * The position of the last event; the events of the transaction stand at {@code last() - events() + 1} to
     * {@code last()}.
     *
     * @throws IllegalStateException before the commit, after a rollback, and when nothing was appended
     */
    public synchronized long last() {
        if (!completed || outcome == TransactionSynchronization.STATUS_ROLLED_BACK || events == 0) {
            throw new IllegalStateException(
                    events == 0
                            ? "the transaction appended no events"
                            : "positions are given by the commit; the transaction "
                                    + (completed ? "was rolled back" : "has not committed yet"));
        }
        if (last == 0) {
            last = lookUp();
        }
        return last;
    }

    private long lookUp() {
        // The block is among the latest: reading backwards from the head finds it within as many rows as there were
        // commits since. An index by slot would cost every transaction more than this costs the few that ask.
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT last_position FROM log_block WHERE first_slot = ? ORDER BY last_position DESC LIMIT 1")) {
            select.setLong(1, lastSlot);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the transaction did not commit");
                }
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw PostgresEventStorageEngine.failure("the position of a commit could not be read", e);
        }
    }
}
