package org.basedata.registry.api.access;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.projections.access.AccessAlerts;
import org.basedata.registry.projections.access.AccessWatch;
import org.basedata.registry.projections.access.Accesses;
import org.basedata.registry.projections.access.Usage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the endpoints and pages of the record of accesses find, and what is measured of it. */
@Configuration(proxyBeanMethods = false)
class AccessRecord {
    @Bean
    Accesses accesses(Registry registry) {
        return new Accesses(
                registry.database().dataSource(), registry.database().transactions());
    }

    @Bean
    Usage usage(DataSource database) {
        return new Usage(database);
    }

    @Bean
    AccessAlerts accessAlerts(DataSource database, Clock clock) {
        return new AccessAlerts(database, clock);
    }

    /** Whoever has no account here is a person whom the organisation signs in. */
    @Bean(initMethod = "start")
    AccessWatch accessWatch(Registry registry, AccessAlerts alerts, Accounts accounts) {
        return new AccessWatch(
                registry.database().dataSource(),
                registry.database().transactions(),
                alerts,
                registry.accessSettings(),
                name -> accounts.find(name).map(account -> !account.isSystem()).orElse(true),
                registry.clock());
    }

    @Bean
    FunctionCounter accessAnswers(AccessLog log, MeterRegistry meters) {
        FunctionCounter.builder("registry.access.groups", log, AccessLog::groups)
                .description("Transactions that put answers on record")
                .register(meters);
        FunctionCounter.builder("registry.access.subjects", log, AccessLog::subjects)
                .description("Subjects of answers that were put on record")
                .register(meters);
        FunctionCounter.builder("registry.access.waited", log, AccessLog::secondsWaited)
                .baseUnit("seconds")
                .description("What all callers together have waited until their answers were on record")
                .register(meters);
        Gauge.builder("registry.access.waiting", log, AccessLog::waiting)
                .description("Rows that wait to be put on record")
                .register(meters);
        return FunctionCounter.builder("registry.access.answers", log, AccessLog::answers)
                .description("Answers that were put on record")
                .register(meters);
    }
}
