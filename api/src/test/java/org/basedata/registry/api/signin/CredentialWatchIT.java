package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Whoever reads the log learns of an end before a system stands still. */
class CredentialWatchIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00Z");

    private static void add(Accounts accounts, String name, Instant end) {
        accounts.add(
                name,
                Account.Kind.SYSTEM,
                "公安系统",
                "GA",
                Set.of(Role.SOURCE),
                false,
                new Account.Bounds(null, null, end));
    }

    @Test
    void what_ends_within_a_month_or_has_ended_is_told_and_nothing_else() {
        Clock clock = Clock.fixed(MONDAY, ZoneOffset.UTC);
        Accounts accounts = new Accounts(DATABASE.dataSource(), clock, SignIn.LockOut.USUAL);
        add(accounts, "ga-soon", MONDAY.plus(Duration.ofDays(30)));
        add(accounts, "ga-past", MONDAY.minus(Duration.ofDays(1)));
        add(accounts, "ga-later", MONDAY.plus(Duration.ofDays(31)));
        add(accounts, "ga-endless", null);
        add(accounts, "ga-disabled", MONDAY);
        accounts.disable("ga-disabled");

        Logger log = (Logger) LoggerFactory.getLogger(CredentialWatch.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        try (CredentialWatch watch = new CredentialWatch(accounts, clock)) {
            watch.look();
        } finally {
            log.detachAppender(said);
        }
        List<String> lines =
                said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line).startsWith("CREDENTIAL_ENDS:").contains("ga-soon", "即将到期", "ends"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("CREDENTIAL_ENDED:").contains("ga-past", "已到期"));
    }
}
