package org.basedata.registry.api.access;

import java.time.Clock;
import java.time.Duration;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.access.AccessSettings;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.projections.access.AccessAlerts;
import org.basedata.registry.projections.access.AccessWatch;
import org.springframework.jdbc.core.JdbcTemplate;

/** The uses of a running registry, counted anew and at once, as they will be a minute later. */
public final class RunningCount {
    private RunningCount() {}

    public static void all(RunningRegistry registry) {
        TestDatabase database = registry.database();
        new JdbcTemplate(database.dataSource())
                .execute("UPDATE access_counted SET until = NULL; TRUNCATE access_usage, access_hour");
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        try (AccessWatch watch = new AccessWatch(
                database.dataSource(),
                database.transactions(),
                new AccessAlerts(database.dataSource(), later),
                AccessSettings.standard(),
                name -> false,
                later)) {
            watch.count();
        }
    }
}
