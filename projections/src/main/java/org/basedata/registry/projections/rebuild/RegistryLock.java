package org.basedata.registry.projections.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Keeps a rebuild and the registries that write apart, across processes: writers hold the lock together, a rebuild alone. It is
 * PostgreSQL's advisory lock of a session, so it ends with the process that holds it, however that ends.
 */
public final class RegistryLock implements AutoCloseable {
    private static final long KEY = 7165089144352694018L;

    private final Connection connection;
    private final boolean shared;

    private RegistryLock(Connection connection, boolean shared) {
        this.connection = connection;
        this.shared = shared;
    }

    /**
     * Taken by every registry that writes, before its first write, and kept while it is open. Keeps one connection.
     *
     * @throws RegistryLocked while the derived tables are being rebuilt, or when a rebuild did not finish
     */
    public static RegistryLock shared(DataSource dataSource) {
        return finished(take(dataSource, true));
    }

    /**
     * As {@link #exclusive}, for those who read the derived tables and want nobody to write meanwhile.
     *
     * @throws RegistryLocked while a registry is open on this database, or when a rebuild did not finish
     */
    static RegistryLock alone(DataSource dataSource) {
        return finished(take(dataSource, false));
    }

    private static RegistryLock finished(RegistryLock lock) {
        if (lock.rebuildUnfinished()) {
            lock.close();
            throw new RegistryLocked("REBUILD_UNFINISHED: a rebuild of the derived tables was broken off; run rebuild"
                    + " again before the registry is opened");
        }
        return lock;
    }

    /** @throws RegistryLocked while a registry is open on this database, or another rebuild runs */
    public static RegistryLock exclusive(DataSource dataSource) {
        return take(dataSource, false);
    }

    private static RegistryLock take(DataSource dataSource, boolean shared) {
        try {
            Connection connection = dataSource.getConnection();
            RegistryLock lock = new RegistryLock(connection, shared);
            try {
                connection.setAutoCommit(true);
                if (lock.ask(shared ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock")) return lock;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
        throw new RegistryLocked(
                shared
                        ? "REBUILD_RUNNING: the derived tables are being rebuilt; open the registry when that is done"
                        : "REGISTRY_OPEN: a registry is open on this database, or another rebuild runs; stop it first");
    }

    private boolean rebuildUnfinished() {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT EXISTS (SELECT FROM rebuild_unfinished)")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            close();
            throw failure(e);
        }
    }

    private boolean ask(String function) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT " + function + "(" + KEY + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Gives the lock back; without effect when it was given back before. */
    @Override
    public void close() {
        try (connection) {
            // The connection goes back to a pool and would keep the lock there.
            if (!connection.isClosed()) ask(shared ? "pg_advisory_unlock_shared" : "pg_advisory_unlock");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static DataAccessResourceFailureException failure(SQLException cause) {
        return new DataAccessResourceFailureException("the registry's lock could not be taken or given back", cause);
    }
}
