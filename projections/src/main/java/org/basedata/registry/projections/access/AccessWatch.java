package org.basedata.registry.projections.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.basedata.registry.core.access.AccessSettings;
import org.basedata.registry.core.access.UnusualUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts what was put on record since it last counted, once a minute and beside the answering, and raises alerts about what stands out.
 * The lock of the watermark's row keeps programs on one database apart; what is counted and the watermark are one transaction.
 */
public final class AccessWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessWatch.class);
    /**
     * What is put on record later than that after its own time was withheld: its caller waits ten seconds. The rest is for clocks that
     * differ.
     */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private static final Duration AT_ONCE = Duration.ofHours(1);
    private static final Duration PAST = Duration.ofDays(28);
    /** Alerts about what is longer ago, after a standstill, help nobody. */
    private static final Duration LATELY = Duration.ofDays(1);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final AccessAlerts alerts;
    private final AccessSettings settings;
    private final Predicate<String> isPerson;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "access-watch"));

    /** @param isPerson whether an account is that of a person, by its name */
    public AccessWatch(
            DataSource dataSource,
            TransactionTemplate transactions,
            AccessAlerts alerts,
            AccessSettings settings,
            Predicate<String> isPerson,
            Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
        this.alerts = alerts;
        this.settings = settings;
        this.isPerson = isPerson;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, 1, 60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            count();
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) LOG.warn("uses were not counted; they will be in a minute", e);
        }
    }

    /** Counts all that is settled, and raises alerts. */
    public void count() {
        Instant until = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.MICROS);
        for (Counted counted = step(until); counted != null; counted = step(until)) raise(counted.from());
    }

    private record Counted(Instant from) {}

    /** Counts an hour at most; null when nothing is left. */
    private Counted step(Instant until) {
        return transactions.execute(status -> {
            Instant before = jdbc.query(
                    "SELECT until FROM access_counted FOR UPDATE", row -> row.next() ? Accesses.instant(row, 1) : null);
            if (before != null && !before.isBefore(until)) return null;
            Instant from = before == null
                    ? jdbc.queryForObject("SELECT min(at) FROM access", (row, n) -> Accesses.instant(row, 1))
                    : jdbc.queryForObject(
                            "SELECT min(at) FROM access WHERE at >= ?",
                            (row, n) -> Accesses.instant(row, 1),
                            Accesses.time(before));
            if (from == null || !from.isBefore(until)) {
                mark(until);
                return null;
            }
            Instant to = from.plus(AT_ONCE).isBefore(until) ? from.plus(AT_ONCE) : until;
            add(from, to);
            mark(to);
            return new Counted(from);
        });
    }

    private void mark(Instant until) {
        jdbc.update(
                "INSERT INTO access_counted VALUES (?) ON CONFLICT ((true)) DO UPDATE SET until = excluded.until",
                Accesses.time(until));
    }

    /**
     * Looks at the record itself and at recalls give out no items, and are no use of them. Who looks at the record while offices are closed stands out
     * all the same: it tells who asked about whom.
     */
    private void add(Instant from, Instant to) {
        jdbc.update(
                "INSERT INTO access_usage AS sum SELECT (at AT TIME ZONE INTERVAL '08:00')::date, coalesce(department, ''),"
                        + " coalesce(purpose, ''), coalesce(subject_type, ''), item, count(*), sum(subjects), sum(misses)"
                        + " FROM access, unnest(array_append(items, '')) AS item"
                        + " WHERE at >= ? AND at < ? AND operation NOT IN ('AUDIT', 'RECALL') GROUP BY 1, 2, 3, 4, 5"
                        + " ON CONFLICT (day, department, purpose, subject_type, item) DO UPDATE SET answers = sum.answers +"
                        + " excluded.answers, subjects = sum.subjects + excluded.subjects, misses = sum.misses + excluded.misses",
                Accesses.time(from),
                Accesses.time(to));
        jdbc.update(
                "INSERT INTO access_hour AS sum SELECT account, date_trunc('hour', at), max(department), count(*),"
                        + " coalesce(sum(subjects) FILTER (WHERE operation <> 'AUDIT'), 0),"
                        + " coalesce(sum(misses) FILTER (WHERE operation <> 'AUDIT'), 0),"
                        + " coalesce(sum(misses) FILTER (WHERE operation = 'VERIFY'), 0),"
                        + " count(*) FILTER (WHERE case_reference IS NULL AND operation NOT IN ('WORKBENCH', 'AUDIT'))"
                        + " FROM access WHERE at >= ? AND at < ? AND operation <> 'RECALL' GROUP BY 1, 2"
                        + " ON CONFLICT (account, hour) DO UPDATE SET answers = sum.answers + excluded.answers,"
                        + " subjects = sum.subjects + excluded.subjects, misses = sum.misses + excluded.misses,"
                        + " verify_misses = sum.verify_misses + excluded.verify_misses,"
                        + " without_case = sum.without_case + excluded.without_case",
                Accesses.time(from),
                Accesses.time(to));
        jdbc.update(
                "DELETE FROM access_hour WHERE hour < ?",
                Accesses.time(to.minus(PAST).minus(AT_ONCE)));
    }

    private record Use(String account, String department, long verifyMisses, UnusualUse.Hour hour) {}

    /** @param since of hours that were counted just now */
    private void raise(Instant since) {
        if (since.isBefore(clock.instant().minus(LATELY))) return;
        List<Use> uses = jdbc.query(
                "SELECT now.account, now.department, now.verify_misses, now.hour, now.answers, now.subjects, now.misses,"
                        + " now.without_case, coalesce(past.most, 0) FROM access_hour AS now LEFT JOIN LATERAL ("
                        + "SELECT max(subjects) AS most FROM access_hour AS before WHERE before.account = now.account"
                        + " AND before.hour < now.hour AND before.hour >= now.hour - INTERVAL '28 days') AS past ON true"
                        + " WHERE now.hour >= ?",
                (row, n) -> new Use(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        new UnusualUse.Hour(
                                isPerson.test(row.getString(1)),
                                Accesses.instant(row, 4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9))),
                Accesses.time(since.truncatedTo(ChronoUnit.HOURS)));
        for (Use use : uses) {
            for (UnusualUse.Finding finding : UnusualUse.in(use.hour(), settings)) {
                boolean news = alerts.raise(
                        finding, use.account(), use.department(), use.hour().hour());
                if (news
                        && finding.kind() == UnusualUse.Kind.GUESSING
                        && use.verifyMisses() > settings.misses()
                        && settings.throttleMinutes() > 0)
                    alerts.throttle(use.account(), Duration.ofMinutes(settings.throttleMinutes()));
            }
        }
    }
}
