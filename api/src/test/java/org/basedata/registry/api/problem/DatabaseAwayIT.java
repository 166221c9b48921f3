package org.basedata.registry.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that does not let the registry in. */
class DatabaseAwayIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @Test
    void requests_are_answered_with_503_and_a_time_to_come_back_and_health_says_so() throws SQLException {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明"));
        assertThat(registry.value(number, "name")).isEqualTo("王小明");
        TestDatabase own = registry.database();
        String database = own.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        String elsewhere = own.url().replace("/" + database, "/postgres");
        try (Connection control = DriverManager.getConnection(elsewhere, own.user(), own.password());
                Statement statement = control.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");

            Answer read = registry.post(
                    "/api/v1/persons/query", Map.of("keys", List.of(Map.of("idType", "RESIDENT_ID", "id", number))));
            assertThat(read.status()).as(read.text()).isEqualTo(503);
            assertThat(read.header("Content-Type")).startsWith("application/problem+json");
            assertThat(read.json().path("code").asString()).isEqualTo("DATABASE_UNAVAILABLE");
            assertThat(read.header("Retry-After")).isNotEmpty();

            Answer write =
                    registry.post("/api/v1/deliveries", RunningRegistry.delivery("GA", Row.household(number, "王小明")));
            assertThat(write.status()).as(write.text()).isEqualTo(503);
            assertThat(write.header("Retry-After")).isNotEmpty();
            assertThat(registry.get("/actuator/health").status()).isEqualTo(503);

            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (registry.get("/actuator/health").status() != 200)
            assertThat(System.nanoTime()).as("the pool finds the way back").isLessThan(end);
        assertThat(registry.value(number, "name")).isEqualTo("王小明");
    }
}
