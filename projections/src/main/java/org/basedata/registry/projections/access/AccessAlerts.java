package org.basedata.registry.projections.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.access.UnusualUse;
import org.springframework.jdbc.core.JdbcTemplate;

/** Alerts about unusual use, of record, and the accounts that must wait because of them. */
public final class AccessAlerts {
    private static final String COLUMNS =
            "SELECT id, kind, account, department, hour, raised_at, found, allowed, state,"
                    + " taken_by, taken_at, settled_by, settled_at, outcome, suspended FROM access_alert";
    private static final String MARK = "[0-9]{1,18}~[-0-9a-f]{36}";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public AccessAlerts(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** @param next opaque; where the following page begins, null after the last page */
    public record Page(List<AccessAlert> results, String next) {}

    /**
     * The latest first.
     *
     * @param state null for all
     * @param department null for all
     * @param after {@link Page#next()} of the page before; null for the first page
     * @throws IllegalArgumentException when {@code after} is no mark of such a list
     */
    public Page page(AccessAlert.State state, String department, String after, int limit) {
        List<Object> arguments = new ArrayList<>();
        String sql = COLUMNS + " WHERE true";
        if (state != null) {
            sql += " AND state = ?";
            arguments.add(state.name());
        }
        if (department != null) {
            sql += " AND department = ?";
            arguments.add(department);
        }
        if (after != null) {
            if (!after.matches(MARK)) throw new IllegalArgumentException("no mark of a page of alerts");
            String[] parts = after.split("~");
            Object raised = Accesses.time(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS));
            sql += " AND raised_at <= ? AND (raised_at < ? OR id > ?)";
            arguments.addAll(List.of(raised, raised, UUID.fromString(parts[1])));
        }
        arguments.add(limit + 1);
        List<AccessAlert> found =
                jdbc.query(sql + " ORDER BY raised_at DESC, id LIMIT ?", (row, n) -> read(row), arguments.toArray());
        if (found.size() <= limit) return new Page(found, null);
        AccessAlert last = found.get(limit - 1);
        return new Page(
                found.subList(0, limit), ChronoUnit.MICROS.between(Instant.EPOCH, last.raisedAt()) + "~" + last.id());
    }

    public Optional<AccessAlert> find(UUID id) {
        return jdbc.query(COLUMNS + " WHERE id = ?", (row, n) -> read(row), id).stream()
                .findFirst();
    }

    /** Somebody looks into it. False when somebody else does already, or it is settled, or there is no such alert. */
    public boolean take(UUID id, String by) {
        return jdbc.update(
                        "UPDATE access_alert SET state = 'TAKEN', taken_by = ?, taken_at = ? WHERE id = ? AND state = 'RAISED'",
                        by,
                        Accesses.time(clock.instant()),
                        id)
                > 0;
    }

    /**
     * What came of it.
     *
     * @param suspended whether the account is disabled with it
     * @return false when it is settled already, or there is no such alert
     */
    public boolean settle(UUID id, String by, String outcome, boolean suspended) {
        return jdbc.update(
                        "UPDATE access_alert SET state = 'SETTLED', settled_by = ?, settled_at = ?, outcome = ?, suspended = ?,"
                                + " taken_by = coalesce(taken_by, ?), taken_at = coalesce(taken_at, ?)"
                                + " WHERE id = ? AND state <> 'SETTLED'",
                        by,
                        Accesses.time(clock.instant()),
                        outcome,
                        suspended,
                        by,
                        Accesses.time(clock.instant()),
                        id)
                > 0;
    }

    /** When an account that was found guessing may ask again whether values are right; empty for now. */
    public Optional<Instant> throttledUntil(String account) {
        return jdbc
                .query(
                        "SELECT until FROM access_throttle WHERE account = ? AND until > ?",
                        (row, n) -> Accesses.instant(row, 1),
                        account,
                        Accesses.time(clock.instant()))
                .stream()
                .findFirst();
    }

    /** True when it is a new alert, or the figures of one have grown. */
    boolean raise(UnusualUse.Finding finding, String account, String department, Instant hour) {
        return jdbc.update(
                        "INSERT INTO access_alert AS known (id, kind, account, department, hour, raised_at, found, allowed, state,"
                                + " suspended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'RAISED', false)"
                                + " ON CONFLICT (account, kind, hour) DO UPDATE SET found = excluded.found"
                                + " WHERE known.found < excluded.found",
                        UUID.randomUUID(),
                        finding.kind().name(),
                        account,
                        department,
                        Accesses.time(hour),
                        Accesses.time(clock.instant()),
                        finding.found(),
                        finding.allowed())
                > 0;
    }

    void throttle(String account, Duration lasting) {
        jdbc.update(
                "INSERT INTO access_throttle VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET until = excluded.until",
                account,
                Accesses.time(clock.instant().plus(lasting)));
        jdbc.update("DELETE FROM access_throttle WHERE until <= ?", Accesses.time(clock.instant()));
    }

    private static AccessAlert read(ResultSet row) throws SQLException {
        return new AccessAlert(
                row.getObject(1, UUID.class),
                UnusualUse.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Accesses.instant(row, 5),
                Accesses.instant(row, 6),
                row.getLong(7),
                row.getLong(8),
                AccessAlert.State.valueOf(row.getString(9)),
                row.getString(10),
                Accesses.instant(row, 11),
                row.getString(12),
                Accesses.instant(row, 13),
                row.getString(14),
                row.getBoolean(15));
    }
}
