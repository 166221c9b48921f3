package org.basedata.registry.api.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.access.AccessNotRecorded;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works off jobs, one of a kind at a time in this program. A job is held by an advisory lock of a session of its own: the server gives it
 * back when the program dies, however it dies, and another program goes on from the last step that was committed.
 */
@Component
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final long TIDIED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Database database;
    private final Jobs jobs;
    private final JobSettings settings;
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean open = true;

    JobRunner(Database database, Jobs jobs, JobSettings settings, List<Work> kinds) {
        this.database = database;
        this.jobs = jobs;
        this.settings = settings;
        for (Work work : kinds) workers.add(new Worker(work));
        if (settings.here()) for (Worker worker : workers) worker.thread.start();
    }

    /** There is something to do. */
    public void wake() {
        for (Worker worker : workers) worker.woken.release();
    }

    private final class Worker {
        private final Work work;
        private final Semaphore woken = new Semaphore(0);
        private final Thread thread;
        private Long tidiedAt;
        private boolean waiting;

        Worker(Work work) {
            this.work = work;
            this.thread = new Thread(this::run, "job-" + work.kind().name().toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
        }

        private void run() {
            try {
                while (open)
                    if (!workOff() && woken.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS))
                        woken.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** False when there is nothing to do, or what there is has to wait. */
        private boolean workOff() {
            boolean worked = false;
            boolean failed = false;
            try {
                tidy();
                for (UUID job : jobs.unfinished(work.kind())) {
                    // What was ordered meanwhile may come first.
                    if (worked) break;
                    try {
                        worked = open && take(job);
                    } catch (SQLException | RuntimeException e) {
                        // Others need not wait for it.
                        failed = true;
                        told(e);
                    }
                }
            } catch (RuntimeException e) {
                failed = true;
                told(e);
            }
            if (!failed) waiting = false;
            return worked && !failed;
        }

        /** Once, until it passes: it is tried again every second. */
        private void told(Exception e) {
            if (open && !waiting) LOG.warn("jobs wait and are tried again: {}", e.toString());
            waiting = true;
        }

        private void tidy() {
            if (tidiedAt != null && System.nanoTime() - tidiedAt < TIDIED_NANOS) return;
            jobs.expire(work.kind());
            tidiedAt = System.nanoTime();
        }

        /** False when it cannot be worked on now: another program does, or something is away. */
        private boolean take(UUID id) throws SQLException {
            try (Connection connection = database.apart()) {
                if (!held(connection, id)) return false;
                connection.setAutoCommit(false);
                Job job = jobs.find(id).orElse(null);
                if (job == null || !job.state().isUnfinished()) return false;
                try {
                    work.run(job, new Held(connection, () -> open));
                    return true;
                } catch (CancellationException e) {
                    LOG.info("job {} is left here: {}", id, e.getMessage());
                    return false;
                } catch (RequestRefused e) {
                    if (e.code() == ProblemCode.UNAVAILABLE) return false;
                    connection.rollback();
                    LOG.info("job {} is refused: {}", id, e.code());
                    jobs.refuse(id, e);
                    return true;
                } catch (SQLException | RuntimeException e) {
                    // What is away may come back; what is not on record has not left.
                    if (!open || Failures.isUnreachable(e) || e instanceof AccessNotRecorded) throw e;
                    connection.rollback();
                    LOG.error("job {} failed", id, e);
                    jobs.fail(id);
                    return true;
                }
            }
        }
    }

    private static boolean held(Connection connection, UUID job) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, job.getMostSignificantBits());
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        open = false;
        for (Worker worker : workers) worker.woken.release();
        try {
            for (Worker worker : workers) worker.thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
