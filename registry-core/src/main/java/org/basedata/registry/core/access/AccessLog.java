package org.basedata.registry.core.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts answers on record before they leave. Whoever calls {@link #record} waits until the rows are durable; one thread writes, and takes
 * what queued during its last commit as one group: one statement, one round trip, one wait for the disk. While many come at once, groups
 * begin a few milliseconds apart: most of what a group costs it costs however many answers are in it. Whoever comes alone never waits for
 * others.
 *
 * <p>An answer is written only while the version of what may be seen that it was decided under is the one that the database has; the
 * statement that writes looks. An answer that is on record and did not leave is possible (a crash, a caller whose patience ended), the
 * other way round is not.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final ZoneOffset OFFICIAL = ZoneOffset.ofHours(8);
    private static final int MOST_ANSWERS = 1_000;
    /** Subjects in a group, unless one answer has more. */
    private static final int MOST_SUBJECTS = 20_000;
    /** A group of so many says that others are about to come. */
    private static final int MANY_ANSWERS = 4;
    /** Between the beginnings of a group of many and the next one. */
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(4);
    /** Rows that may wait in memory. */
    private static final int MOST_WAITING = 200_000;

    private static final long PATIENCE_SECONDS = 10;
    private static final int MOST_ATTEMPTS = 4;
    private static final long VERSION_STANDS = TimeUnit.SECONDS.toNanos(1);

    private static final String UNIQUE_VIOLATION = "23505";
    /** What PostgreSQL says when no partition takes a row. */
    private static final String CHECK_VIOLATION = "23514";

    private static final String VERSION = "SELECT coalesce(max(version), 0) AS version FROM entitlement_version";
    /** All parts of a statement see the same version. The second and the fourth parameter are the one that was decided under. */
    private static final String WRITE = "WITH known AS MATERIALIZED (" + VERSION + "), answers AS ("
            + "INSERT INTO access SELECT * FROM unnest(?) WHERE (SELECT version FROM known) = ?), subjects AS ("
            + "INSERT INTO access_subject SELECT * FROM unnest(?) WHERE (SELECT version FROM known) = ?)"
            + " SELECT version FROM known";

    private final Line writing;
    /** Whoever holds {@link #asking} uses it. */
    private final Line reading;

    private final Clock clock;
    private final int mostWaiting;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Object order = new Object();
    private final ReentrantLock asking = new ReentrantLock();
    private final LongAdder groups = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder subjects = new LongAdder();
    private final LongAdder nanosWaited = new LongAdder();
    private final Thread writer = new Thread(this::run, "access-log");
    private Instant latest = Instant.MIN;
    /** Only the writer's. */
    private YearMonth ready;

    private volatile Known known;
    private volatile boolean open = true;
    private volatile Consumer<List<Access>> recorded;

    /** @param asked {@link System#nanoTime} right before the database was asked */
    private record Known(long version, long asked) {}

    private record Waiting(AccessRows.Answered row, long decidedUnder, CompletableFuture<Void> durable) {
        static final Waiting NO_MORE = new Waiting(null, 0, new CompletableFuture<>());
    }

    public AccessLog(Database database, Clock clock) {
        this(database, clock, MOST_WAITING);
    }

    AccessLog(Database database, Clock clock, int mostWaiting) {
        this.clock = clock;
        this.mostWaiting = mostWaiting;
        this.writing = new Line(database);
        this.reading = new Line(database);
        try {
            writing.with(connection ->
                    makeMonths(connection, YearMonth.from(clock.instant().atOffset(OFFICIAL))));
            learn(reading.with(AccessLog::askVersion));
        } catch (SQLException e) {
            writing.close();
            reading.close();
            throw new AccessLogUnavailable("the record of accesses cannot be opened", e);
        }
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Returns when the answer is on record and durable; only then it may leave.
     *
     * @param decidedUnder the version of what may be seen that the caller decided by
     * @throws EntitlementChanged when that version stands no more
     * @throws AccessNotRecorded when the answer must be withheld
     */
    public void record(Access access, long decidedUnder) {
        Known last = known;
        if (decidedUnder < last.version()) throw new EntitlementChanged(decidedUnder, last.version());
        int rows = 1 + access.seen().size();
        if (waiting.addAndGet(rows) > mostWaiting + rows) {
            waiting.addAndGet(-rows);
            throw new AccessLogFull();
        }
        long start = System.nanoTime();
        try {
            await(enqueue(access, decidedUnder));
        } finally {
            waiting.addAndGet(-rows);
            nanosWaited.add(System.nanoTime() - start);
        }
    }

    /** @param listener told of answers when they are on record, on the thread that writes: whoever reads next waits for it */
    public void whenRecorded(Consumer<List<Access>> listener) {
        recorded = listener;
    }

    private Waiting enqueue(Access access, long decidedUnder) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        synchronized (order) {
            if (!open) throw new AccessLogUnavailable("the registry is shutting down", null);
            if (now.isAfter(latest)) latest = now;
            Waiting added =
                    new Waiting(new AccessRows.Answered(latest, access), decidedUnder, new CompletableFuture<>());
            queue.add(added);
            return added;
        }
    }

    private static void await(Waiting added) {
        try {
            added.durable().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) throw refused;
            throw new AccessNotRecorded("the answer could not be put on record", e.getCause());
        } catch (TimeoutException e) {
            throw new AccessLogUnavailable("the answer was not on record after " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessLogUnavailable("the caller was interrupted", e);
        }
    }

    /**
     * The version of what may be seen, as it was at most a second ago (or a little longer, while another thread asks).
     *
     * @throws AccessLogUnavailable when the database does not tell
     */
    public long version() {
        if (System.nanoTime() - known.asked() >= VERSION_STANDS && asking.tryLock()) {
            try {
                learn(reading.withAgain(AccessLog::askVersion));
            } catch (SQLException e) {
                throw new AccessLogUnavailable("the version of what may be seen cannot be read", e);
            } finally {
                asking.unlock();
            }
        }
        return known.version();
    }

    /**
     * The version as it is now: for whoever is about to refuse what may have been granted a moment ago.
     *
     * @throws AccessLogUnavailable when the database does not tell
     */
    public long versionNow() {
        try {
            learn(reading.withAgain(AccessLog::askVersion));
        } catch (SQLException e) {
            throw new AccessLogUnavailable("the version of what may be seen cannot be read", e);
        }
        return known.version();
    }

    /** Transactions that wrote answers. */
    public long groups() {
        return groups.sum();
    }

    /** Answers that were put on record. */
    public long answers() {
        return answers.sum();
    }

    /** Subjects of these answers. */
    public long subjects() {
        return subjects.sum();
    }

    /** What all callers together have waited. */
    public double secondsWaited() {
        return nanosWaited.sum() / 1e9;
    }

    /** Rows that wait now. */
    public int waiting() {
        return waiting.get();
    }

    /** Ends when everything accepted so far is on record or refused. */
    @Override
    public void close() {
        synchronized (order) {
            if (!open) return;
            open = false;
            queue.add(Waiting.NO_MORE);
        }
        try {
            writer.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        asking.lock();
        try {
            reading.close();
        } finally {
            asking.unlock();
        }
        writing.close();
    }

    private void run() {
        try {
            Waiting carried = null;
            while (true) {
                Waiting first = carried != null ? carried : queue.take();
                if (first == Waiting.NO_MORE) return;
                List<Waiting> group = new ArrayList<>();
                carried = gather(first, group);
                long begun = System.nanoTime();
                write(group);
                if (group.size() >= MANY_ANSWERS && carried == null)
                    LockSupport.parkNanos(APART - (System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers what came along and does not fit any more; null for nothing. */
    private Waiting gather(Waiting first, List<Waiting> group) {
        int size = 0;
        Waiting next = first;
        while (next != null && next != Waiting.NO_MORE) {
            size += next.row().access().seen().size();
            if (!group.isEmpty() && (group.size() == MOST_ANSWERS || size > MOST_SUBJECTS)) break;
            group.add(next);
            next = queue.poll();
        }
        return next;
    }

    private void write(List<Waiting> group) {
        Map<Long, List<Waiting>> byVersion = new TreeMap<>(Comparator.reverseOrder());
        for (Waiting each : group)
            byVersion
                    .computeIfAbsent(each.decidedUnder(), version -> new ArrayList<>())
                    .add(each);
        for (List<Waiting> part : byVersion.values()) {
            try {
                settle(part);
            } catch (RuntimeException | Error e) {
                // The thread goes on: whoever comes later must not wait in vain.
                refuse(part, new AccessNotRecorded("the answer could not be put on record", e));
            }
        }
    }

    /** @param group all decided under the same version */
    private void settle(List<Waiting> group) {
        boolean perhapsWritten = false;
        for (int attempt = 1; ; attempt++) {
            try {
                settle(group, insert(group));
                return;
            } catch (SQLException | RuntimeException e) {
                String state = e instanceof SQLException sql ? sql.getSQLState() : null;
                boolean again = attempt < MOST_ATTEMPTS;
                if (perhapsWritten && UNIQUE_VIOLATION.equals(state)) {
                    // The commit whose outcome never came had taken effect, and a transaction takes effect as a whole.
                    settle(group, group.get(0).decidedUnder());
                    return;
                }
                if (Failures.isUnreachable(e)) {
                    // Once more, on another connection: the server may have been restarted.
                    if (attempt > 1) {
                        LOG.warn("{} answers are withheld: the record of accesses cannot be written", group.size(), e);
                        for (Waiting each : group)
                            each.durable()
                                    .completeExceptionally(
                                            new AccessLogUnavailable("the record of accesses cannot be written", e));
                        return;
                    }
                    perhapsWritten = true;
                } else if (CHECK_VIOLATION.equals(state) && again) {
                    ready = null;
                } else if (group.size() > 1) {
                    settle(group.subList(0, group.size() / 2));
                    settle(group.subList(group.size() / 2, group.size()));
                    return;
                } else if (!Failures.isContention(e) || !again) {
                    LOG.error(
                            "answer {} cannot be put on record and is withheld",
                            group.get(0).row().access().id(),
                            e);
                    refuse(group, new AccessNotRecorded("the answer could not be put on record", e));
                    return;
                }
            }
        }
    }

    private void settle(List<Waiting> group, long version) {
        long decidedUnder = group.get(0).decidedUnder();
        if (version != decidedUnder) {
            for (Waiting each : group)
                each.durable().completeExceptionally(new EntitlementChanged(decidedUnder, version));
            return;
        }
        groups.increment();
        answers.add(group.size());
        for (Waiting each : group) {
            subjects.add(each.row().access().seen().size());
            each.durable().complete(null);
        }
        Consumer<List<Access>> listener = recorded;
        if (listener == null) return;
        try {
            listener.accept(group.stream().map(each -> each.row().access()).toList());
        } catch (RuntimeException e) {
            // They are on record all the same.
            LOG.error("what was put on record could not be told on", e);
        }
    }

    private static void refuse(List<Waiting> group, AccessNotRecorded why) {
        for (Waiting each : group) each.durable().completeExceptionally(why);
    }

    /** Answers the version that the database had: only if it is the group's, the rows were written. Commits by itself. */
    private long insert(List<Waiting> group) throws SQLException {
        List<AccessRows.Answered> rows = group.stream().map(Waiting::row).toList();
        long decidedUnder = group.get(0).decidedUnder();
        Known now = writing.with(connection -> {
            makeMonths(connection, rows);
            try (PreparedStatement write = connection.prepareStatement(WRITE)) {
                AccessRows.ACCESS.setOn(write, 1, rows);
                write.setLong(2, decidedUnder);
                AccessRows.SUBJECTS.setOn(write, 3, AccessRows.subjects(rows));
                write.setLong(4, decidedUnder);
                return version(write);
            }
        });
        learn(now);
        return now.version();
    }

    /** Where a month begins, and where a partition turned out to be missing. */
    private void makeMonths(Connection connection, List<AccessRows.Answered> rows) throws SQLException {
        YearMonth last = month(rows.get(rows.size() - 1));
        if (last.equals(ready)) return;
        Set<YearMonth> months = new TreeSet<>();
        for (AccessRows.Answered row : rows) months.add(month(row));
        for (YearMonth month : months) makeMonths(connection, month);
    }

    private static YearMonth month(AccessRows.Answered row) {
        return YearMonth.from(row.at().atOffset(OFFICIAL));
    }

    /** The month and the next. */
    private YearMonth makeMonths(Connection connection, YearMonth month) throws SQLException {
        try (PreparedStatement make =
                connection.prepareStatement("SELECT make_access_month(?), make_access_month(?)")) {
            for (int i = 0; i < 2; i++)
                make.setTimestamp(
                        i + 1,
                        Timestamp.from(
                                month.plusMonths(i).atDay(1).atStartOfDay().toInstant(OFFICIAL)));
            make.execute();
        }
        ready = month;
        return month;
    }

    private static Known askVersion(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(VERSION)) {
            return version(ask);
        }
    }

    private static Known version(PreparedStatement statement) throws SQLException {
        long asked = System.nanoTime();
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return new Known(row.getLong(1), asked);
        }
    }

    private synchronized void learn(Known now) {
        if (known == null || now.asked() - known.asked() > 0) known = now;
    }
}
