package org.basedata.registry.api.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.CredentialSettings;
import org.basedata.registry.api.account.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/** Says in the log, at the start and once a day, which accounts, secrets and certificates end soon: before a system stands still. */
@Component
final class CredentialWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final Accounts accounts;
    private final Clock clock;
    private final CredentialSettings settings = CredentialSettings.ofProgram();
    private final SimpleAsyncTaskScheduler days = new SimpleAsyncTaskScheduler();

    CredentialWatch(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        days.setThreadNamePrefix("credential-watch-");
        days.setVirtualThreads(false);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        days.scheduleAtFixedRate(this::look, DAY);
    }

    void look() {
        Instant now = clock.instant();
        try {
            for (Credentials each : accounts.credentials())
                for (Credentials.Ending ending : each.endings(settings, now)) tell(each, ending, now);
        } catch (DataAccessException e) {
            LOG.warn("CREDENTIALS_NOT_READ: whose end is near is looked for again tomorrow", e);
        }
    }

    private static void tell(Credentials of, Credentials.Ending ending, Instant now) {
        boolean past = !ending.until().isAfter(now);
        LOG.warn(
                "{}: 账户 {} 的{}{} {} / {} of account {} {} {}",
                past ? "CREDENTIAL_ENDED" : "CREDENTIAL_ENDS",
                of.account().name(),
                ending.kind().zh(),
                past ? "已到期" : "即将到期",
                ending.until().atOffset(CHINA),
                ending.kind().en(),
                of.account().name(),
                past ? "has ended" : "ends",
                ending.until().atOffset(CHINA));
    }

    @Override
    public void close() {
        days.close();
    }
}
