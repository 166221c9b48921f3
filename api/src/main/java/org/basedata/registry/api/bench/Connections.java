package org.basedata.registry.api.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.basedata.registry.core.database.Database;

/** Connections outside of the registry's pool, with the settings of that pool. */
final class Connections {
    private Connections() {}

    interface Work {
        /** @param number of the connection, from 0 */
        void run(Connection connection, int number) throws Exception;
    }

    /** @param copies whose rows are to be sent as arrays in binary form */
    static Connection open(Database database, List<TableCopies.Copy> copies) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty(
                "binaryTransferEnable",
                copies.stream().map(copy -> Integer.toString(copy.rowsType())).collect(Collectors.joining(",")));
        Connection connection = DriverManager.getConnection(database.url(), properties);
        try (Statement set = connection.createStatement()) {
            set.execute("SET jit = off; SET random_page_cost = 1.1");
        }
        return connection;
    }

    /** What work took, and what it used. */
    record Done(double seconds, Resources used) {}

    /** Does the work over several connections at once; they are opened before and closed after what is measured. */
    static Done inEach(Database database, int connections, List<TableCopies.Copy> copies, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Connection> open = new ArrayList<>();
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Connection connection = open(database, copies);
                open.add(connection);
                int number = i;
                all.add(() -> {
                    work.run(connection, number);
                    return null;
                });
            }
            Resources before = Resources.now(database);
            long started = System.nanoTime();
            for (Future<Void> each : threads.invokeAll(all)) each.get();
            double seconds = (System.nanoTime() - started) / 1e9;
            return new Done(seconds, Resources.now(database).since(before));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
            for (Connection each : open) each.close();
        }
    }
}
