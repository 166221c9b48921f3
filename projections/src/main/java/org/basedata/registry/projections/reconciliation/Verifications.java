package org.basedata.registry.projections.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.Verdict;
import org.springframework.jdbc.core.JdbcTemplate;

/** The inbox of a source: what it was asked, and what came of it. */
public final class Verifications {
    private final JdbcTemplate jdbc;

    public Verifications(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Those that wait for an answer, by the day on which it is due; or the others, the latest first.
     *
     * @param source null for all
     * @param offset how many to pass over
     * @param limit most results
     */
    public List<ListedVerification> list(String source, boolean open, int offset, int limit) {
        List<Object> arguments = new ArrayList<>();
        String sql = "SELECT v.case_id, v.case_number, c.version, v.number, v.source, v.subject, v.items, v.question,"
                + " v.asked_at, v.due, v.answered_at, v.verdict, v.lapsed, v.closed_at, v.outcome FROM case_verification AS v"
                + " JOIN reconciliation_case AS c USING (case_id) WHERE "
                + (open ? "v.answered_at IS NULL AND NOT v.lapsed" : "(v.answered_at IS NOT NULL OR v.lapsed)");
        if (source != null) {
            sql += " AND v.source = ?";
            arguments.add(source);
        }
        sql += (open ? " ORDER BY v.due, v.case_id, v.number" : " ORDER BY v.asked_at DESC, v.case_id, v.number")
                + " OFFSET ? LIMIT ?";
        arguments.add(offset);
        arguments.add(limit);
        return jdbc.query(sql, (row, n) -> read(row), arguments.toArray());
    }

    private static ListedVerification read(ResultSet row) throws SQLException {
        return new ListedVerification(
                new CaseId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                new SubjectId(row.getObject(6, UUID.class)),
                Cases.texts(row.getArray(7)),
                row.getString(8),
                instant(row, 9),
                row.getObject(10, LocalDate.class),
                instant(row, 11),
                row.getString(12) == null ? null : Verdict.valueOf(row.getString(12)),
                row.getBoolean(13),
                instant(row, 14),
                row.getString(15) == null ? null : CaseOutcome.valueOf(row.getString(15)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
