package org.basedata.registry.projections.conflict;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/**
 * Lists conflicts and holds, oldest first, as far as they are known now: those that events raised, and the violations of rules across
 * subjects, which stand as long as they are there.
 */
public final class Conflicts {
    private static final int MARK_BYTES = 32;

    private final JdbcTemplate jdbc;
    private final ObjectReader conflictReader;

    public Conflicts(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.conflictReader = json.readerFor(Conflict.class);
    }

    /**
     * @param after {@link ConflictPage#next()} of the page before; null for the first page
     * @param limit most results, 1 to 1,000
     * @param today the day by which a conflict's period is over or not
     * @throws IllegalArgumentException when {@code after} is no such mark
     */
    public ConflictPage list(ConflictFilter filter, String after, int limit, LocalDate today) {
        if (limit < 1 || limit > 1_000) throw new IllegalArgumentException("limit must be 1 to 1,000, is " + limit);
        Mark from = after == null ? null : Mark.read(after);
        List<Object> arguments = new ArrayList<>();
        String raised = "SELECT subject, number, since, settled_at, NULL::uuid AS other, detail FROM subject_conflict"
                + where(filter, false, from, limit, today, arguments);
        String sql = raised;
        if (filter.kind() == null || filter.kind() == ConflictKind.RULE) {
            String across = "SELECT subject, number, since, NULL::timestamptz, other, detail FROM tie_violation"
                    + where(filter, true, from, limit, today, arguments);
            sql = "(" + raised + ") UNION ALL (" + across + ") ORDER BY since, subject, number LIMIT ?";
            arguments.add(limit + 1);
        }
        List<ListedConflict> found = jdbc.query(sql, (row, n) -> read(row), arguments.toArray());
        if (found.size() <= limit) return new ConflictPage(found, null);
        ListedConflict last = found.get(limit - 1);
        return new ConflictPage(
                found.subList(0, limit), new Mark(last.since(), last.ref().value(), last.number()).text());
    }

    /**
     * How many are open, by severity, each up to {@code most} + 1: whoever opens a page does not wait for a million rows.
     *
     * @param source a source with one of the competing values; null for all
     * @param today the day by which a conflict's period is over or not
     */
    public Map<Severity, Integer> openBySeverity(String source, LocalDate today, int most) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            List<Object> arguments = new ArrayList<>();
            String open = " AND severity = '" + severity + "'";
            if (severity != Severity.IDENTITY) open += " AND (valid_to IS NULL OR valid_to > ?)";
            if (source != null) open += " AND ? = ANY (sources)";
            for (int table = 0; table < 2; table++) {
                if (severity != Severity.IDENTITY) arguments.add(today);
                if (source != null) arguments.add(source);
            }
            counts.put(
                    severity,
                    jdbc.queryForObject(
                            "SELECT count(*) FROM (SELECT FROM subject_conflict WHERE settled_at IS NULL" + open
                                    + " UNION ALL SELECT FROM tie_violation WHERE true" + open + " LIMIT " + (most + 1)
                                    + ") AS open",
                            Integer.class,
                            arguments.toArray()));
        }
        return counts;
    }

    /** @param across whether this is about violations of rules across subjects, none of which is settled */
    private static String where(
            ConflictFilter filter, boolean across, Mark after, int limit, LocalDate today, List<Object> arguments) {
        List<String> conditions = new ArrayList<>();
        conditions.add("true");
        if (filter.item() != null) where(conditions, arguments, "item = ?", filter.item());
        if (filter.source() != null) where(conditions, arguments, "? = ANY (sources)", filter.source());
        if (filter.severity() != null)
            where(conditions, arguments, "severity = ?", filter.severity().name());
        if (filter.ref() != null) {
            where(
                    conditions,
                    arguments,
                    across ? "(subject = ? OR other = ?)" : "subject = ?",
                    filter.ref().value());
            if (across) arguments.add(filter.ref().value());
        }
        if (filter.kind() != null && !across)
            where(conditions, arguments, "kind = ?", filter.kind().name());
        // The same rule as Conflict.isOpen: what touches identity stays open after its period.
        if (filter.open() != null && filter.open()) {
            if (!across) conditions.add("settled_at IS NULL");
            where(conditions, arguments, "(severity = 'IDENTITY' OR valid_to IS NULL OR valid_to > ?)", today);
        }
        if (filter.open() != null && !filter.open())
            where(
                    conditions,
                    arguments,
                    (across ? "(" : "(settled_at IS NOT NULL OR ") + "(severity <> 'IDENTITY' AND valid_to <= ?))",
                    today);
        if (after != null) {
            conditions.add("(since, subject, number) > (?, ?, ?)");
            arguments.add(OffsetDateTime.ofInstant(after.since(), ZoneOffset.UTC));
            arguments.add(after.subject());
            arguments.add(after.number());
        }
        arguments.add(limit + 1);
        return " WHERE " + String.join(" AND ", conditions) + " ORDER BY since, subject, number LIMIT ?";
    }

    private static void where(List<String> conditions, List<Object> arguments, String condition, Object value) {
        conditions.add(condition);
        arguments.add(value);
    }

    private ListedConflict read(ResultSet row) throws SQLException {
        UUID other = row.getObject(5, UUID.class);
        OffsetDateTime settled = row.getObject(4, OffsetDateTime.class);
        return new ListedConflict(
                new SubjectId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                settled == null ? null : settled.toInstant(),
                other == null ? null : new SubjectId(other),
                conflictReader.readValue(row.getString(6)));
    }

    /** The last row of a page, as 32 bytes: microseconds, subject, number. */
    private record Mark(Instant since, UUID subject, long number) {
        String text() {
            ByteBuffer bytes = ByteBuffer.allocate(MARK_BYTES)
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, since))
                    .putLong(subject.getMostSignificantBits())
                    .putLong(subject.getLeastSignificantBits())
                    .putLong(number);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        static Mark read(String text) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                if (bytes.length != MARK_BYTES) throw new IllegalArgumentException("length " + bytes.length);
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                Instant since = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
                // PostgreSQL's timestamps end before Java's; what is later was not written here.
                if (since.isAfter(Instant.parse("9999-12-31T00:00:00Z")) || since.isBefore(Instant.EPOCH))
                    throw new IllegalArgumentException("time out of range");
                return new Mark(since, new UUID(buffer.getLong(), buffer.getLong()), buffer.getLong());
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException("no mark of a page of conflicts", e);
            }
        }
    }
}
