package org.basedata.registry.projections.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
    private static final String COLUMNS =
            "SELECT v.case_id, v.case_number, c.version, v.number, v.source, v.subject, v.items, v.question,"
                    + " v.asked_at, v.due, v.answered_at, v.verdict, v.lapsed, v.closed_at, v.outcome FROM case_verification AS v"
                    + " JOIN reconciliation_case AS c USING (case_id) WHERE ";
    private static final String MARK = "[-0-9]{1,30}~[-0-9a-f]{36}~[0-9]{1,9}";

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
        String sql = COLUMNS + which(open);
        if (source != null) {
            sql += " AND v.source = ?";
            arguments.add(source);
        }
        sql += order(open) + " OFFSET ? LIMIT ?";
        arguments.add(offset);
        arguments.add(limit);
        return jdbc.query(sql, (row, n) -> read(row), arguments.toArray());
    }

    private static String which(boolean open) {
        return open ? "v.answered_at IS NULL AND NOT v.lapsed" : "(v.answered_at IS NOT NULL OR v.lapsed)";
    }

    /**
     * A source's own, in the same order.
     *
     * @param after {@link VerificationPage#next()} of the page before; null for the first page. What came or went in the pages before
     *     does not move the page
     * @param limit most results
     * @throws IllegalArgumentException when {@code after} is no mark of this list
     */
    public VerificationPage page(String source, boolean open, String after, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(source));
        String sql = COLUMNS + which(open) + " AND v.source = ?";
        if (after != null) {
            if (!after.matches(MARK)) throw new IllegalArgumentException("no mark of a page of requests");
            String[] parts = after.split("~");
            Object id = UUID.fromString(parts[1]);
            Object number = Long.valueOf(parts[2]);
            if (open) {
                sql += " AND (v.due, v.case_id, v.number) > (?, ?, ?)";
                arguments.addAll(List.of(LocalDate.ofEpochDay(Integer.parseInt(parts[0])), id, number));
            } else {
                sql += " AND v.asked_at <= ? AND (v.asked_at < ? OR (v.case_id, v.number) > (?, ?))";
                OffsetDateTime asked = OffsetDateTime.ofInstant(
                        Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), ZoneOffset.UTC);
                arguments.addAll(List.of(asked, asked, id, number));
            }
        }
        arguments.add(limit + 1);
        List<ListedVerification> found =
                jdbc.query(sql + order(open) + " LIMIT ?", (row, n) -> read(row), arguments.toArray());
        if (found.size() <= limit) return new VerificationPage(found, null);
        ListedVerification last = found.get(limit - 1);
        long at = open ? last.due().toEpochDay() : ChronoUnit.MICROS.between(Instant.EPOCH, last.askedAt());
        return new VerificationPage(found.subList(0, limit), at + "~" + last.caseId() + "~" + last.number());
    }

    private static String order(boolean open) {
        return open ? " ORDER BY v.due, v.case_id, v.number" : " ORDER BY v.asked_at DESC, v.case_id, v.number";
    }

    /**
     * How many of a source's requests wait for an answer, up to {@code most} + 1.
     *
     * @param dueBefore first day after those on which they are due; null for all
     */
    public int countOpen(String source, LocalDate dueBefore, int most) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM case_verification AS v WHERE " + which(true)
                        + " AND v.source = ? AND v.due < coalesce(?, 'infinity'::date) LIMIT ?) AS few",
                Integer.class,
                source,
                dueBefore,
                most + 1);
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
