package org.basedata.registry.api.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.basedata.registry.core.database.Database;

/** Tables that are there only while a ceiling is measured. */
final class BenchTables {
    private BenchTables() {}

    static void create(Database database, String name, String columns) throws SQLException {
        execute(database, "DROP TABLE IF EXISTS " + name);
        execute(database, "CREATE TABLE " + name + " " + columns);
    }

    static void drop(Database database, String name) throws SQLException {
        execute(database, "DROP TABLE IF EXISTS " + name);
    }

    static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
