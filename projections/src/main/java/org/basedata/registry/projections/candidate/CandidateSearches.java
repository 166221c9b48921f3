package org.basedata.registry.projections.candidate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.basedata.registry.core.catalogue.Catalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/**
 * Starts searches for candidates, one at a time on a database: PostgreSQL's advisory lock of a session keeps them apart and ends with
 * the program, however that ends.
 */
public final class CandidateSearches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateSearches.class);
    private static final long KEY = 7165089144352694019L;
    private static final long LONGEST_END_SECONDS = 30;

    private static final String LOCKED = "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
            + " AND classid = " + (KEY >>> 32) + " AND objid = " + (KEY & 0xFFFFFFFFL)
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final Catalogue catalogue;
    private final Clock clock;
    private final ObjectMapper json;
    private final Runnable found;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "candidate-search"));
    private volatile int backend;

    /** @param found is run after each search that has ended well, on its thread */
    public CandidateSearches(
            DataSource dataSource, Catalogue catalogue, Clock clock, ObjectMapper json, Runnable found) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.catalogue = catalogue;
        this.clock = clock;
        this.json = json;
        this.found = found;
    }

    /**
     * Begins a search in the background.
     *
     * @throws SearchRunning while another one runs, in this program or another
     */
    public UUID start() {
        UUID run = UUID.randomUUID();
        Connection connection = begin(run);
        thread.execute(() -> {
            try {
                search(connection, run);
            } catch (RuntimeException e) {
                LOG.error("SEARCH_FAILED: the search {} for candidates failed; what was found before stands", run, e);
                return;
            }
            handOver();
        });
        return run;
    }

    /**
     * Searches on the calling thread.
     *
     * @throws SearchRunning while another one runs, in this program or another
     */
    public SearchReport run() {
        UUID run = UUID.randomUUID();
        SearchReport report = search(begin(run), run);
        handOver();
        return report;
    }

    /** What was found stands whatever becomes of it. */
    private void handOver() {
        try {
            found.run();
        } catch (RuntimeException e) {
            LOG.error("CANDIDATES_NOT_NAMED: what was found was not handed over; the next search does it again", e);
        }
    }

    private Connection begin(UUID run) {
        Connection connection = locked();
        try {
            jdbc.update(
                    "UPDATE identity_search SET state = 'BROKEN_OFF', ended_at = ? WHERE state = 'RUNNING'",
                    clock.instant().atOffset(ZoneOffset.UTC));
            jdbc.update(
                    "INSERT INTO identity_search (run, state, started_at, step, done, total) VALUES (?, 'RUNNING', ?,"
                            + " 'BEGIN', 0, 0)",
                    run,
                    clock.instant().atOffset(ZoneOffset.UTC));
            return connection;
        } catch (RuntimeException e) {
            unlock(connection);
            throw e;
        }
    }

    private SearchReport search(Connection connection, UUID run) {
        try {
            SearchReport report = new CandidateSearch(connection, catalogue, clock, json, run).run();
            LOG.info(
                    "candidates searched: {} persons, {} legal entities, {} pairs compared, {} kept, {} s",
                    report.persons(),
                    report.entities(),
                    report.compared(),
                    report.candidates(),
                    report.seconds());
            for (SearchReport.LeftOut each : report.leftOut())
                LOG.warn(
                        "BLOCKS_TOO_LARGE: {} blocks of {} with {} subjects have more than {} members and were not compared",
                        each.blocks(),
                        each.blocking(),
                        each.subjects(),
                        each.most());
            return report;
        } catch (RuntimeException e) {
            try {
                jdbc.update(
                        "UPDATE identity_search SET state = 'FAILED', ended_at = ? WHERE run = ?",
                        clock.instant().atOffset(ZoneOffset.UTC),
                        run);
            } catch (RuntimeException untold) {
                e.addSuppressed(untold);
            }
            throw e;
        } finally {
            backend = 0;
            unlock(connection);
        }
    }

    /** A search, or empty when there is none of that id. */
    public Optional<CandidateRun> find(UUID run) {
        return jdbc
                .query(
                        "SELECT run, CASE WHEN state = 'RUNNING' AND NOT " + LOCKED
                                + " THEN 'BROKEN_OFF' ELSE state END, started_at, ended_at, step, done, total, report"
                                + " FROM identity_search WHERE run = ?",
                        (row, number) -> read(row),
                        run)
                .stream()
                .findFirst();
    }

    private CandidateRun read(ResultSet row) throws SQLException {
        String report = row.getString(8);
        return new CandidateRun(
                row.getObject(1, UUID.class),
                CandidateRun.State.valueOf(row.getString(2)),
                instant(row, 3),
                instant(row, 4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                report == null ? null : json.readValue(report, SearchReport.class));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private Connection locked() {
        try {
            Connection connection = dataSource.getConnection();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT pg_try_advisory_lock(" + KEY + "), pg_backend_pid()")) {
                connection.setAutoCommit(true);
                row.next();
                if (row.getBoolean(1)) {
                    backend = row.getInt(2);
                    return connection;
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            connection.close();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the lock of searches could not be taken", e);
        }
        throw new SearchRunning();
    }

    private static void unlock(Connection connection) {
        try (connection;
                Statement select = connection.createStatement()) {
            select.execute("SELECT pg_advisory_unlock(" + KEY + ")");
        } catch (SQLException e) {
            // The session is gone, and the lock with it.
            LOG.debug("the lock of searches was not given back", e);
        }
    }

    /** Breaks off the search that runs here, if any. */
    @Override
    public void close() {
        thread.shutdown();
        int running = backend;
        if (running != 0) jdbc.execute("SELECT pg_terminate_backend(" + running + ")");
        try {
            if (!thread.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS))
                LOG.warn("a search for candidates did not end in {} s", LONGEST_END_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
