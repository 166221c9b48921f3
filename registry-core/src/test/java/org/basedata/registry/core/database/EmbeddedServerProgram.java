package org.basedata.registry.core.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Starts an embedded server, writes one row, says so, and stays until its standard input ends. Closes nothing. */
final class EmbeddedServerProgram {
    private EmbeddedServerProgram() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        EmbeddedDatabase server;
        try {
            server = EmbeddedDatabase.start(Path.of(arguments[0]));
        } catch (RuntimeException e) {
            System.out.println("refused " + e.getMessage());
            return;
        }
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS written (x int)");
            statement.execute("INSERT INTO written VALUES (1)");
        }
        System.out.println("started " + server.pid());
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
