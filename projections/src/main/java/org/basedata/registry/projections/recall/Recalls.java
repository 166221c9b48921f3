package org.basedata.registry.projections.recall;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The recalls of departments, and what they say to them. */
public final class Recalls {
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Recalls(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /**
     * The latest first.
     *
     * @param after where the page before ended; null for the first page
     */
    public RecallPage list(RecallFilter filter, String after, int limit) {
        if (filter.department() == null && filter.subject() == null)
            throw new IllegalArgumentException("recalls are listed of a department or of a subject");
        StringBuilder sql =
                new StringBuilder("SELECT ").append(RecallRows.COLUMNS).append(" FROM recall WHERE true");
        List<Object> values = new ArrayList<>();
        if (filter.department() != null) {
            sql.append(" AND department = ?");
            values.add(filter.department());
        }
        if (filter.subject() != null) {
            sql.append(" AND subject = ?");
            values.add(filter.subject().value());
        }
        if (filter.open() != null) sql.append(filter.open() ? " AND state = 'OPEN'" : " AND state <> 'OPEN'");
        if (filter.caseReference() != null) {
            sql.append(" AND case_references @> ARRAY[?::text]");
            values.add(filter.caseReference());
        }
        if (after != null) {
            String[] parts = after.split("\\|", -1);
            sql.append(" AND (raised_at, id) < (?, ?)");
            values.add(RecallRows.time(Instant.parse(parts[0])));
            values.add(UUID.fromString(parts[1]));
        }
        sql.append(" ORDER BY raised_at DESC, id DESC LIMIT ?");
        values.add(limit + 1);
        List<Recall> found = jdbc.query(sql.toString(), (row, n) -> RecallRows.read(row), values.toArray());
        if (found.size() <= limit) return new RecallPage(found, null);
        Recall last = found.get(limit - 1);
        return new RecallPage(List.copyOf(found.subList(0, limit)), last.raisedAt() + "|" + last.id());
    }

    /** Of the department's own alone. */
    public Optional<Recall> find(UUID id, String department) {
        return jdbc
                .query(
                        "SELECT " + RecallRows.COLUMNS + " FROM recall WHERE id = ? AND department = ?",
                        (row, n) -> RecallRows.read(row),
                        id,
                        department)
                .stream()
                .findFirst();
    }

    /** How many of the department's are open, as far as they are counted. */
    public int countOpen(String department, int most) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM recall WHERE department = ? AND state = 'OPEN' LIMIT ?) AS counted",
                Integer.class,
                department,
                most + 1);
    }

    /**
     * @param revision that was seen: a recall that has changed since is not acknowledged
     * @param by name of the account
     * @return whether it was
     */
    public boolean acknowledge(UUID id, String department, int revision, String by, String note) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return jdbc.update(
                        "UPDATE recall SET state = 'ACKNOWLEDGED', acknowledged_at = ?, acknowledged_by = ?, note = ?,"
                                + " updated_at = ?, revision = revision + 1"
                                + " WHERE id = ? AND department = ? AND revision = ? AND state = 'OPEN'",
                        RecallRows.time(now),
                        by,
                        note,
                        RecallRows.time(now),
                        id,
                        department,
                        revision)
                == 1;
    }
}
