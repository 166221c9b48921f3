package org.basedata.registry.importers.ledger;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.basedata.registry.core.database.Database;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells whether the program that began some work still lives. Each program holds an advisory lock under a number of its own,
 * in a session of its own: the server gives the lock back when the program dies, however it dies, and no clock is asked.
 *
 * <p>A program whose session is lost may be taken for dead until it has its lock again; two programs can then work on one
 * delivery. That does no harm: the work changes nothing the second time, and only the recorded owner can complete it.
 */
public final class LivingPrograms implements AutoCloseable {
    private static final long CHECKED_NANOS = 2_000_000_000L;

    private final Database database;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final long self = new SecureRandom().nextLong();
    private Connection session;
    private long checkedAt;

    public LivingPrograms(Database database) {
        DataSource dataSource = database.dataSource();
        this.database = database;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = database.transactions();
        hold();
    }

    /** This program's number, good for its life. */
    public long self() {
        hold();
        return self;
    }

    public boolean lives(long program) {
        if (program == self) return true;
        return Boolean.FALSE.equals(transactions.execute(
                status -> jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, program)));
    }

    private synchronized void hold() {
        try {
            if (session != null && System.nanoTime() - checkedAt < CHECKED_NANOS) return;
            if (session == null || !session.isValid(5)) {
                if (session != null) session.close();
                session = open();
            }
            checkedAt = System.nanoTime();
        } catch (SQLException e) {
            session = null;
            throw new IllegalStateException("the session that shows that this program lives cannot be opened", e);
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", "base-data-registry importers");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(database.url(), properties);
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, self);
            // False only while the server has not noticed yet that the session before is gone; the lock still shows
            // life.
            try (ResultSet row = lock.executeQuery()) {
                row.next();
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (session != null) session.close();
            session = null;
        } catch (SQLException e) {
            session = null;
        }
    }
}
