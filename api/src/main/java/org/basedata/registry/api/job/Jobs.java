package org.basedata.registry.api.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The jobs of record. */
@Component
public final class Jobs {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLACE = "job";
    private static final String COLUMNS = "SELECT id, kind, account, person, department, roles, purpose, agreement,"
            + " case_reference, subject_type, items, entitlement, wanted, state, ordered_at, ended_at, kept_until, position,"
            + " mark, row_count, part_count, file_bytes, file_sha256, fault FROM job";
    private static final String UNFINISHED = "state IN ('WAITING', 'RUNNING')";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final JobSettings settings;

    Jobs(Database database, Clock clock, JobSettings settings) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.clock = clock;
        this.settings = settings;
    }

    /** What is ordered. */
    public record Order(
            JobKind kind,
            Inquiry inquiry,
            SubjectType type,
            List<String> items,
            Entitlement entitlement,
            Object wanted) {}

    /** What else is written with an order. */
    @FunctionalInterface
    public interface Beside {
        void write(UUID job, Connection connection) throws SQLException;
    }

    /**
     * Takes an order.
     *
     * @param beside written in the same transaction
     * @throws RequestRefused when the department has too many already
     */
    public Job order(Order order, Beside beside) {
        UUID id = UUID.randomUUID();
        Actor by = order.inquiry().by();
        transactions.executeWithoutResult(status -> {
            // Orders of a department come one after the other, or each of them would count the others out.
            jdbc.queryForList("SELECT pg_advisory_xact_lock(hashtextextended(?, 307))::text", by.department());
            Integer others = jdbc.queryForObject(
                    "SELECT count(*)::int FROM job WHERE kind = ? AND department = ? AND " + UNFINISHED,
                    Integer.class,
                    order.kind().name(),
                    by.department());
            if (others != null && others >= settings.mostUnfinished())
                throw new RequestRefused(
                                ProblemCode.THROTTLED,
                                "本部门未完成的作业已有 " + others + " 个,请等其完成或撤销后再提交",
                                "the department has " + others + " jobs that are not done; wait for them, or drop some")
                        .retryAfter(60);
            mustHaveRoom(by.department());
            jdbc.update(
                    "INSERT INTO job (id, kind, account, person, department, roles, purpose, agreement, case_reference,"
                            + " subject_type, items, entitlement, wanted, state, ordered_at, row_count, part_count, file_bytes)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, 0, 0, 0)",
                    insert -> {
                        insert.setObject(1, id);
                        insert.setString(2, order.kind().name());
                        insert.setString(3, by.name());
                        insert.setString(4, by.person());
                        insert.setString(5, by.department());
                        insert.setArray(
                                6,
                                texts(
                                        insert,
                                        by.roles().stream().map(Role::name).toList()));
                        insert.setString(7, order.entitlement().purpose());
                        insert.setString(8, order.inquiry().agreement());
                        insert.setString(9, order.inquiry().caseReference());
                        insert.setString(10, order.type().name());
                        insert.setArray(11, texts(insert, order.items()));
                        insert.setString(12, JSON.writeValueAsString(order.entitlement()));
                        insert.setString(13, JSON.writeValueAsString(order.wanted()));
                        insert.setObject(14, now());
                    });
            jdbc.execute((ConnectionCallback<Void>) connection -> {
                beside.write(id, connection);
                return null;
            });
        });
        return find(id).orElseThrow();
    }

    private void mustHaveRoom(String department) {
        jdbc.query(
                "SELECT coalesce(sum(file_bytes), 0) / 1048576, min(kept_until) FROM job WHERE department = ?"
                        + " AND (state = 'DONE' OR " + UNFINISHED + ")",
                row -> {
                    long kept = row.getLong(1);
                    if (kept < settings.mostKeptMebibytes()) return;
                    OffsetDateTime first = row.getObject(2, OffsetDateTime.class);
                    throw new RequestRefused(
                                    ProblemCode.THROTTLED,
                                    "本部门作业的结果文件已占 " + kept + " MiB,上限 " + settings.mostKeptMebibytes()
                                            + " MiB;请先下载并撤销不再需要的作业,或等其到期",
                                    "the files of the department's jobs take " + kept + " MiB, and may take "
                                            + settings.mostKeptMebibytes()
                                            + "; fetch and drop those that are not needed, or wait until they expire")
                            .retryAfter(
                                    first == null
                                            ? 60
                                            : (int) Math.max(
                                                    60,
                                                    Duration.between(now(), first)
                                                            .toSeconds()));
                },
                department);
    }

    private static java.sql.Array texts(PreparedStatement statement, List<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    public Optional<Job> find(UUID id) {
        return jdbc.query(COLUMNS + " WHERE id = ?", (row, n) -> read(row), id).stream()
                .findFirst();
    }

    /** One that the department ordered. */
    public Job ofDepartment(JobKind kind, Actor actor, String id) {
        UUID known;
        try {
            known = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        return find(known)
                .filter(job ->
                        job.kind() == kind && job.inquiry().by().department().equals(actor.department()))
                .orElseThrow(Jobs::unknown);
    }

    public static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.JOB_UNKNOWN, "本部门没有该作业", "your department has no such job").at("id");
    }

    /**
     * Those of a department, the latest first.
     *
     * @param after the last of the page before; null for the first page
     */
    public List<Job> list(JobKind kind, String department, Job after, int limit) {
        return after == null
                ? jdbc.query(
                        COLUMNS + " WHERE kind = ? AND department = ? ORDER BY ordered_at DESC, id LIMIT ?",
                        (row, n) -> read(row),
                        kind.name(),
                        department,
                        limit)
                : jdbc.query(
                        COLUMNS
                                + " WHERE kind = ? AND department = ? AND (ordered_at < ? OR ordered_at = ? AND id > ?) ORDER BY ordered_at DESC, id LIMIT ?",
                        (row, n) -> read(row),
                        kind.name(),
                        department,
                        after.orderedAt().atOffset(ZoneOffset.UTC),
                        after.orderedAt().atOffset(ZoneOffset.UTC),
                        after.id(),
                        limit);
    }

    /** What was begun first, then the departments in turn: one that orders much does not keep the others waiting. */
    List<UUID> unfinished(JobKind kind) {
        return jdbc.queryForList(
                "SELECT id FROM job WHERE kind = ? AND " + UNFINISHED + " ORDER BY state = 'RUNNING' DESC,"
                        + " row_number() OVER (PARTITION BY department ORDER BY ordered_at), ordered_at",
                UUID.class,
                kind.name());
    }

    /** Notes where the log ended before the first subject was looked at. Part of the step. */
    public static void begin(Connection connection, UUID id, long position) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE job SET state = 'RUNNING', position = ? WHERE id = ? AND " + UNFINISHED)) {
            update.setLong(1, position);
            update.setObject(2, id);
            mustBeThere(update);
        }
    }

    /**
     * Notes how far a job is. Part of the step.
     *
     * @throws CancellationException when it was dropped meanwhile
     */
    public static void note(Connection connection, UUID id, String mark, long rows, int parts, long bytes)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE job SET mark = ?, row_count = ?, part_count = ?, file_bytes = ? WHERE id = ? AND "
                        + UNFINISHED)) {
            update.setString(1, mark);
            update.setLong(2, rows);
            update.setInt(3, parts);
            update.setLong(4, bytes);
            update.setObject(5, id);
            mustBeThere(update);
        }
    }

    /** The last step. */
    public void done(Connection connection, UUID id, byte[] sha256) throws SQLException {
        OffsetDateTime now = now();
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE job SET state = 'DONE', ended_at = ?, kept_until = ?, file_sha256 = ? WHERE id = ? AND "
                        + UNFINISHED)) {
            update.setObject(1, now);
            update.setObject(2, now.plusDays(settings.keepDays()));
            update.setBytes(3, sha256);
            update.setObject(4, id);
            mustBeThere(update);
        }
    }

    private static void mustBeThere(PreparedStatement update) throws SQLException {
        if (update.executeUpdate() == 0) throw new CancellationException("the job was dropped");
    }

    void refuse(UUID id, RequestRefused why) {
        end(
                id,
                JobState.REFUSED,
                new Fault(why.code().name(), why.at() == null ? PLACE : why.at(), null, why.detail(), why.detailEn()));
    }

    void fail(UUID id) {
        end(
                id,
                JobState.FAILED,
                new Fault(
                        ProblemCode.INTERNAL.name(),
                        PLACE,
                        null,
                        "登记系统未能完成该作业,运维人员可在日志中按作业编号查找原因",
                        "the registry could not do it; operators find why in the log by the job's id"));
    }

    private void end(UUID id, JobState state, Fault fault) {
        transactions.executeWithoutResult(status -> {
            int ended = jdbc.update(
                    "UPDATE job SET state = ?, ended_at = ?, fault = ? WHERE id = ? AND " + UNFINISHED,
                    state.name(),
                    now(),
                    JSON.writeValueAsString(fault),
                    id);
            if (ended > 0) clear(id);
        });
    }

    /** Nothing of it is kept from now on, but that it was ordered. */
    public void drop(UUID id) {
        transactions.executeWithoutResult(status -> {
            jdbc.update(
                    "UPDATE job SET state = 'DROPPED', ended_at = coalesce(ended_at, ?) WHERE id = ? AND state NOT IN ('DROPPED', 'EXPIRED')",
                    now(),
                    id);
            clear(id);
        });
    }

    /** Removes results whose time is over. */
    public int expire(JobKind kind) {
        List<UUID> over = jdbc.queryForList(
                "SELECT id FROM job WHERE state = 'DONE' AND kept_until <= ? AND kind = ?",
                UUID.class,
                now(),
                kind.name());
        for (UUID id : over)
            transactions.executeWithoutResult(status -> {
                if (jdbc.update("UPDATE job SET state = 'EXPIRED' WHERE id = ? AND state = 'DONE'", id) > 0) clear(id);
            });
        return over.size();
    }

    private void clear(UUID id) {
        jdbc.update("DELETE FROM job_part WHERE job = ?", id);
        jdbc.update("DELETE FROM comparison_row WHERE job = ?", id);
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Job read(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : (String[]) row.getArray(6).getArray()) roles.add(Role.valueOf(role));
        String fault = row.getString(24);
        long position = row.getLong(18);
        boolean placed = !row.wasNull();
        return new Job(
                row.getObject(1, UUID.class),
                JobKind.valueOf(row.getString(2)),
                new Inquiry(
                        new Actor(row.getString(3), row.getString(4), row.getString(5), roles),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)),
                SubjectType.valueOf(row.getString(10)),
                List.of((String[]) row.getArray(11).getArray()),
                JSON.readValue(row.getString(12), Entitlement.class),
                row.getString(13),
                JobState.valueOf(row.getString(14)),
                time(row, 15),
                time(row, 16),
                time(row, 17),
                placed ? position : null,
                row.getString(19),
                row.getLong(20),
                row.getInt(21),
                row.getLong(22),
                row.getBytes(23),
                fault == null ? null : JSON.readValue(fault, Fault.class));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
