package org.basedata.registry.core.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The small writes of one transaction, gathered so that they go to the server in one round trip, at the latest right before the
 * commit: where a commit serves a handful of rows, waiting for one statement's answer after another's is most of its time.
 *
 * <p>Whoever reads in the transaction what it wrote itself calls {@link #send} first.
 */
public final class Writes {
    /** What is larger is worth a round trip, and is not kept in memory for long. */
    private static final int MOST_BYTES = 1 << 18;

    private static final SQLExceptionTranslator FAILURES = new SQLStateSQLExceptionTranslator();

    private final DataSource dataSource;
    private final List<Statement> waiting = new ArrayList<>();
    /** What waited at a savepoint waits again after its rollback, sent in between or not. */
    private final Map<Object, List<Statement>> waitingAt = new HashMap<>();

    private int bytes;

    /** Makes the failure of a statement one that its writer's callers know. */
    @FunctionalInterface
    public interface Refused {
        /**
         * @param failure null when nothing failed, but fewer rows were written than given: then an exception must be answered
         * @param missing how many were not
         * @return null when it was not this statement that failed
         */
        RuntimeException why(SQLException failure, int missing);
    }

    private record Statement(String sql, List<? extends ArrayParameter> parameters, int rows, Refused refused) {}

    /** What is done on the transaction's connection. */
    @FunctionalInterface
    interface OnConnection<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Likewise. */
    @FunctionalInterface
    interface Action {
        void on(Connection connection) throws SQLException;
    }

    private Writes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Of the transaction that is open on the data source.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public static Writes of(DataSource dataSource) {
        Key key = new Key(dataSource);
        Writes writes = (Writes) TransactionSynchronizationManager.getResource(key);
        if (writes == null) {
            writes = new Writes(dataSource);
            TransactionSynchronizationManager.registerSynchronization(new Binding(key, writes));
            TransactionSynchronizationManager.bindResource(key, writes);
        }
        return writes;
    }

    /** Sends what the open transaction has gathered; nothing without a transaction. */
    public static void sendWaiting(DataSource dataSource) {
        if (TransactionSynchronizationManager.getResource(new Key(dataSource)) instanceof Writes writes) writes.send();
    }

    private record Key(DataSource dataSource) {}

    /** Keeps the writes with their transaction, also while another one is put in front of it. */
    private record Binding(Key key, Writes writes) implements TransactionSynchronization {
        @Override
        public void beforeCommit(boolean readOnly) {
            writes.send();
        }

        @Override
        public void savepoint(Object savepoint) {
            writes.waitingAt.put(savepoint, List.copyOf(writes.waiting));
        }

        @Override
        public void savepointRollback(Object savepoint) {
            writes.waiting.clear();
            writes.waiting.addAll(writes.waitingAt.getOrDefault(savepoint, List.of()));
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(key);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(key, writes);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        }
    }

    /**
     * Has a statement wait for the others.
     *
     * @param sql one statement
     * @param rows that it must write
     */
    void add(String sql, OnConnection<List<? extends ArrayParameter>> parameters, int rows, Refused refused) {
        now(
                sql,
                connection -> {
                    Statement statement = new Statement(sql, parameters.with(connection), rows, refused);
                    waiting.add(statement);
                    for (ArrayParameter parameter : statement.parameters()) bytes += parameter.length;
                },
                refused);
        if (bytes > MOST_BYTES) send();
    }

    /** Does something on the transaction's connection at once, whatever waits. */
    void now(String task, Action action, Refused refused) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            action.on(connection);
        } catch (SQLException e) {
            throw failure(task, e, List.of(refused));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Sends what waits, in the order in which it was given. */
    public void send() {
        if (waiting.isEmpty()) return;
        List<Statement> sent = List.copyOf(waiting);
        waiting.clear();
        bytes = 0;
        String sql = String.join("; ", sent.stream().map(Statement::sql).toList());
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement all = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Statement statement : sent)
                for (ArrayParameter each : statement.parameters()) each.setOn(all, parameter++);
            all.execute();
            for (Statement statement : sent) {
                int missing = statement.rows() - all.getUpdateCount();
                if (missing != 0) throw statement.refused().why(null, missing);
                all.getMoreResults();
            }
        } catch (SQLException e) {
            throw failure(sql, e, sent.stream().map(Statement::refused).toList());
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static RuntimeException failure(String sql, SQLException failure, List<Refused> refusals) {
        for (Refused refused : refusals) {
            RuntimeException why = refused.why(failure, 0);
            if (why != null) return why;
        }
        RuntimeException known = FAILURES.translate("writes of a transaction", sql, failure);
        return known != null ? known : new UncategorizedSQLException("writes of a transaction", sql, failure);
    }
}
