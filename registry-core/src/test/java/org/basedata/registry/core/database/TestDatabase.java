package org.basedata.registry.core.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A fresh, migrated database for a test class:
 * {@code @RegisterExtension static final TestDatabase db = new TestDatabase();}
 *
 * <p>The server is the one that REGISTRY_TEST_DB_URL, _USER and _PASSWORD name (the user must be allowed to create
 * databases); else a Testcontainers PostgreSQL 17 where Docker answers; else an embedded one. It is shared by all test
 * classes of the JVM; each class has a database of its own, dropped afterwards. Outside of JUnit call {@link #open()}
 * and {@link #close()}.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private final boolean durable;
    private final int connections;
    private Server server;
    private String name;
    private Database database;

    /** A pool of up to 32 connections; commits need not survive the machine. */
    public TestDatabase() {
        this(32, false);
    }

    private TestDatabase(int connections, boolean durable) {
        this.connections = connections;
        this.durable = durable;
    }

    /** On a server whose commits wait for the disk, as in production: for benchmarks and tests of crashes. */
    public static TestDatabase durable(int connections) {
        return new TestDatabase(connections, true);
    }

    public TestDatabase open() {
        server = durable ? Servers.DURABLE : Servers.FAST;
        name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.admin("CREATE DATABASE " + name + " TEMPLATE " + server.template());
        database = Database.connect(server.urlOf(name), server.user(), server.password(), connections);
        return this;
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
            database = null;
            server.admin("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    public Database database() {
        return database;
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    public TransactionTemplate transactions() {
        return database.transactions();
    }

    public PlatformTransactionManager transactionManager() {
        return database.transactionManager();
    }

    public String url() {
        return database.url();
    }

    public String user() {
        return database.user();
    }

    public String password() {
        return database.password();
    }

    /** Empties all tables but the migrations', the event types', which open engines remember, and the version that grants are kept by. */
    public void clear() {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            String tables;
            try (ResultSet rows = statement.executeQuery("""
                    SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables
                    WHERE schemaname = current_schema() AND tablename NOT IN ('flyway_schema_history', 'event_type',
                        'entitlement_version')""")) {
                rows.next();
                tables = rows.getString(1);
            }
            if (tables != null) {
                statement.execute("TRUNCATE " + tables + " RESTART IDENTITY CASCADE");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Servers {
        static final Server FAST = Server.start(false);
        static final Server DURABLE = FAST.embeddedHere() ? Server.start(true) : FAST;
    }

    /** A server shared by the JVM's test classes, with an empty migrated database to copy from. */
    private static final class Server {
        private final String url;
        private final String user;
        private final String password;
        private final boolean embedded;
        private String template;

        private Server(String url, String user, String password, boolean embedded) {
            this.url = url;
            this.user = user;
            this.password = password;
            this.embedded = embedded;
        }

        static Server start(boolean durable) {
            String given = System.getenv("REGISTRY_TEST_DB_URL");
            if (given != null && !given.isBlank()) {
                Server server = new Server(
                        given,
                        System.getenv("REGISTRY_TEST_DB_USER"),
                        System.getenv("REGISTRY_TEST_DB_PASSWORD"),
                        false);
                Runtime.getRuntime().addShutdownHook(new Thread(server::dropTemplate));
                return server;
            }
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return container();
            }
            return embedded(durable);
        }

        @SuppressWarnings("resource") // ended by Testcontainers when the JVM ends
        private static Server container() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:17");
            container.withCommand("postgres", "-c", "max_connections=200").start();
            return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword(), false);
        }

        private static Server embedded(boolean durable) {
            try {
                removeLeftOvers();
                Path directory = Files.createTempDirectory("registry-test-database-");
                EmbeddedDatabase server = EmbeddedDatabase.start(directory, durable);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(directory);
                }));
                return new Server(server.jdbcUrl(), server.user(), server.password(), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What a killed test run left: starting on its directory ends its server, then the directory can go. */
        private static void removeLeftOvers() throws IOException {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary, "registry-test-database-*")) {
                for (Path directory : left) {
                    try {
                        if (Files.exists(directory.resolve("postgres/PG_VERSION"))) {
                            EmbeddedDatabase.start(directory, false).close();
                            delete(directory);
                        }
                    } catch (UncheckedIOException inUseOrAnotherUsers) {
                        continue;
                    }
                }
            }
        }

        private static void delete(Path directory) {
            try {
                PostgresBinaries.deleteTree(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean embeddedHere() {
            return embedded;
        }

        String user() {
            return user;
        }

        String password() {
            return password;
        }

        String urlOf(String database) {
            return url.replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
        }

        /** Migrated once a JVM; copying it is several times faster than migrating for each class. */
        synchronized String template() {
            if (template == null) {
                String fresh = "template_" + UUID.randomUUID().toString().replace("-", "");
                admin("CREATE DATABASE " + fresh + " TEMPLATE template0 ENCODING 'UTF8'");
                Database.migrate(urlOf(fresh), user, password);
                template = fresh;
            }
            return template;
        }

        private synchronized void dropTemplate() {
            if (template != null) {
                admin("DROP DATABASE IF EXISTS " + template + " WITH (FORCE)");
            }
        }

        /** One at a time: PostgreSQL refuses to copy a template that another session is connected to. */
        synchronized void admin(String sql) {
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
