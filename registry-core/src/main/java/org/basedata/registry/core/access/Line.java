package org.basedata.registry.core.access;

import java.sql.Connection;
import java.sql.SQLException;
import org.basedata.registry.core.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that is kept, and opened anew after a failure. A pool would do, but it hesitates to connect again when the server has
 * been away for a while. For one thread at a time.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final Database database;
    private Connection connection;

    /** Work on the connection, which commits by itself. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    Line(Database database) {
        this.database = database;
    }

    <T> T with(Work<T> work) throws SQLException {
        try {
            if (connection == null) connection = database.apart();
            return work.on(connection);
        } catch (SQLException | RuntimeException e) {
            close();
            // What the database says of itself while a connection is made comes as an illegal state.
            if (e instanceof IllegalStateException && e.getCause() instanceof SQLException away) throw away;
            throw e;
        }
    }

    /** Once more after a failure, for work that may be done twice: the server may have been restarted. */
    <T> T withAgain(Work<T> work) throws SQLException {
        try {
            return with(work);
        } catch (SQLException e) {
            LOG.debug("once more", e);
            return with(work);
        }
    }

    void close() {
        if (connection == null) return;
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection that failed could not be closed", e);
        }
        connection = null;
    }
}
