package org.basedata.registry.projections.recall;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.identifier.SubjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks again at what was read while it changed. An answer may be made from what was known before an event and be put on record after the
 * follower has come by that event: the follower cannot see it. So every answer is compared, when it is on record, with what its subjects are
 * at by then. Either the follower sees the answer or this sees the event, whichever of the two was first in the database.
 *
 * <p>What is still to be compared is in memory. When a program ends before it did, the next to start compares the answers of the last
 * minutes, and of the last minute before the end of the record.
 */
public final class LateReadings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateReadings.class);
    /** A change is noticed by people, not by programs that wait. */
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MOST_WAITING = 200_000;
    private static final int AT_ONCE = 5_000;
    /** How long an answer may take from the time it bears to its commit, and how far clocks may be apart. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration AFTER_A_CRASH = Duration.ofMinutes(10);

    private static final String LAST = "SELECT max(at) FROM access";
    private static final String SINCE = "SELECT subject, min(sequence) FROM access_subject WHERE at >= ? AND "
            + Readings.GAVE + " GROUP BY subject";
    private static final String NOW =
            KeyPlans.BY_KEY + sequences("person_current") + " UNION ALL " + sequences("legal_entity_current");

    private final Recalling recalling;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "late-readings");
    private final Object lock = new Object();
    /** Of each subject that was read, the oldest sequence that was told. */
    private Map<SubjectId, Long> waiting = new HashMap<>();
    /** From when on answers are taken from the record, as they did not fit; null for none. */
    private Instant since;

    private volatile boolean open = true;

    private LateReadings(DataSource dataSource, Recalling recalling, Clock clock) {
        this.recalling = recalling;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clock = clock;
        this.since = clock.instant().minus(AFTER_A_CRASH);
        OffsetDateTime last = jdbc.queryForObject(LAST, OffsetDateTime.class);
        if (last != null && last.toInstant().minus(MARGIN).isBefore(since))
            since = last.toInstant().minus(MARGIN);
        thread.setDaemon(true);
    }

    /** Begins to look at what is put on record there, and at what was in the last minutes. */
    public static LateReadings of(AccessLog log, DataSource dataSource, Recalling recalling, Clock clock) {
        LateReadings late = new LateReadings(dataSource, recalling, clock);
        log.whenRecorded(late::recorded);
        late.thread.start();
        return late;
    }

    private static String sequences(String table) {
        return "SELECT subject, sequence FROM unnest(?) AS asked (id) JOIN " + table + " ON subject = asked.id";
    }

    private void recorded(List<Access> answers) {
        synchronized (lock) {
            for (Access answer : answers)
                if (answer.by().department() != null && tells(answer.operation()))
                    for (Access.Seen seen : answer.seen())
                        if (seen.outcome() == Access.Outcome.GIVEN)
                            waiting.merge(seen.subject(), seen.sequence(), Math::min);
            if (waiting.size() <= MOST_WAITING) return;
            waiting = new HashMap<>();
            if (since == null) since = clock.instant().minus(MARGIN);
        }
    }

    private static boolean tells(Access.Operation operation) {
        return switch (operation) {
            case WORKBENCH, AUDIT, RECALL -> false;
            default -> true;
        };
    }

    private void run() {
        while (open) {
            LockSupport.parkNanos(PACE);
            Map<SubjectId, Long> taken;
            Instant from;
            synchronized (lock) {
                taken = waiting;
                from = since;
                waiting = new HashMap<>();
                since = null;
            }
            if (taken.isEmpty() && from == null) continue;
            Instant begun = clock.instant();
            try {
                if (from != null) taken.putAll(since(from));
                review(taken);
            } catch (RuntimeException e) {
                if (open) LOG.warn("{} answers are compared once more: {}", taken.size(), e.toString());
                synchronized (lock) {
                    Instant again = from == null ? begun.minus(MARGIN) : from;
                    if (since == null || again.isBefore(since)) since = again;
                }
            }
        }
    }

    private Map<SubjectId, Long> since(Instant from) {
        Map<SubjectId, Long> read = new HashMap<>();
        jdbc.query(SINCE, select -> select.setObject(1, RecallRows.time(from)), row -> {
            read.put(new SubjectId(row.getObject(1, UUID.class)), row.getLong(2));
        });
        return read;
    }

    private void review(Map<SubjectId, Long> read) {
        List<SubjectId> all = new ArrayList<>(read.keySet());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<SubjectId> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            transactions.executeWithoutResult(status -> recalling.review(changed(some, read)));
        }
    }

    /** Those about which more is known by now than an answer told. */
    private Collection<SubjectId> changed(List<SubjectId> subjects, Map<SubjectId, Long> read) {
        ColumnArray ids = ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
        return jdbc.execute((ConnectionCallback<Collection<SubjectId>>) connection -> changed(connection, ids, read));
    }

    private static Collection<SubjectId> changed(Connection connection, ColumnArray ids, Map<SubjectId, Long> read)
            throws SQLException {
        List<SubjectId> changed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NOW)) {
            ids.setOn(select, 1);
            ids.setOn(select, 2);
            ResultSet row = KeyPlans.execute(select);
            while (row.next()) {
                SubjectId subject = new SubjectId(row.getObject(1, UUID.class));
                if (row.getLong(2) > read.get(subject)) changed.add(subject);
            }
        }
        return changed;
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
