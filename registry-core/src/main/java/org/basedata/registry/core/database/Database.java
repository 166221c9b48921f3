package org.basedata.registry.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The registry's database: a migrated schema behind a pool of connections, wherever the server is.
 *
 * <p>Opening runs the migrations of all modules on the class path ({@code db/migration}; numbers are given out by
 * module: core from 1, projections from 100, importers from 200, api from 300, so they arrive out of order).
 * Transactions are READ COMMITTED; the event store refuses to give positions under any other isolation. A session that
 * sits idle in a transaction for 60 seconds is ended by the server.
 */
public final class Database implements AutoCloseable {
    private final EmbeddedDatabase server;
    private final HikariDataSource dataSource;
    private final PlatformTransactionManager transactionManager;
    private final TransactionTemplate transactions;
    private final String url;
    private final String user;
    private final String password;

    private Database(EmbeddedDatabase server, String url, String user, String password, int connections) {
        this.server = server;
        this.url = url;
        this.user = user;
        this.password = password;
        migrate(url, user, password);
        this.dataSource = new HikariDataSource(pool(url, user, password, connections));
        this.transactionManager = new JdbcTransactionManager(dataSource);
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /**
     * Opens a database on a running server (PostgreSQL 14 or later).
     *
     * @param url JDBC URL, such as {@code jdbc:postgresql://db.example:5432/registry}
     * @param connections the most connections held at a time
     */
    public static Database connect(String url, String user, String password, int connections) {
        return new Database(null, url, user, password, connections);
    }

    /** Starts the embedded server on {@code dataDir}, opens its database, and stops the server on {@link #close()}. */
    public static Database embedded(Path dataDir, int connections) {
        EmbeddedDatabase server = EmbeddedDatabase.start(dataDir);
        try {
            return new Database(server, server.jdbcUrl(), server.user(), server.password(), connections);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Opens the embedded database, also while another program of this user runs its server: for what needs no subjects' state, which
     * only one program may hold.
     */
    public static Database embeddedOrRunning(Path dataDir, int connections) {
        try {
            return embedded(dataDir, connections);
        } catch (UncheckedIOException e) {
            EmbeddedDatabase.Running running = EmbeddedDatabase.running(dataDir, e);
            return connect(running.jdbcUrl(), running.user(), running.password(), connections);
        }
    }

    /** Runs on a connection of its own, not the pool's: a pool of one connection would wait for itself. */
    static void migrate(String url, String user, String password) {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    private static HikariConfig pool(String url, String user, String password, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("registry");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(4, connections));
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // Statements over thousands of keys look costly enough for the JIT compiler, which then takes longer than they
        // do.
        config.setConnectionInitSql(
                "SET idle_in_transaction_session_timeout = '60s'; SET jit = off; SET random_page_cost = 1.1");
        config.addDataSourceProperty("ApplicationName", "base-data-registry");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("binaryTransfer", "true");
        config.addDataSourceProperty("binaryTransferEnable", sentInBinary(url, user, password));
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // The detail of a constraint violation quotes row values, which must not reach logs and error answers.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    /** Types that the driver would send as text if it were not told otherwise: arrays of keys, and of the rows of each table. */
    private static String sentInBinary(String url, String user, String password) {
        StringJoiner types = new StringJoiner(",");
        ColumnArray.SENT_IN_BINARY.forEach(type -> types.add(Integer.toString(type)));
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery("SELECT t.typarray FROM pg_class c JOIN pg_type t ON t.oid = c.reltype"
                                + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"
                                + " AND NOT c.relispartition")) {
            while (row.next()) types.add(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("the types of the database's tables could not be read", e);
        }
        return types.toString();
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * A connection besides the pool's, for work that whoever holds one of the pool may be waiting for. Its commits wait for the disk,
     * whatever the server's default is; a server that does not answer is given up within seconds. The caller closes it.
     */
    public Connection apart() throws SQLException {
        HikariConfig config = pool(url, user, password, 1);
        Properties properties = new Properties();
        properties.putAll(config.getDataSourceProperties());
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "20");
        Connection connection = DriverManager.getConnection(url, properties);
        try (Statement settings = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            settings.execute(
                    config.getConnectionInitSql()
                            + "; SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public PlatformTransactionManager transactionManager() {
        return transactionManager;
    }

    /** Runs a callback in a transaction, joining the one that is open. */
    public TransactionTemplate transactions() {
        return transactions;
    }

    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** The embedded server behind this database; null when it is somebody else's. */
    public EmbeddedDatabase server() {
        return server;
    }

    @Override
    public void close() {
        dataSource.close();
        if (server != null) {
            server.close();
        }
    }

    @Override
    public String toString() {
        return "Database[" + Objects.toString(url) + "]";
    }
}
