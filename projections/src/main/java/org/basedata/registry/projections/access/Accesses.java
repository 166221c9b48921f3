package org.basedata.registry.projections.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.projections.subject.LinkedSubjects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds answers in the record of accesses: by subject, department, account, time, operation and items. */
public final class Accesses {
    private static final String COLUMNS = "a.id, a.at, a.account, a.person, a.department, a.purpose, a.agreements,"
            + " a.case_reference, a.operation, a.subject_type, a.items, a.valid_at, a.known_at, a.subjects, a.misses";
    private static final String MARK = "[0-9]{1,18}~[-0-9a-f]{36}";
    /** What a subject that is another's, or has taken another in, was and is known by. */
    private static final Set<SubjectLinks.Kind> ONE_SUBJECT =
            Set.of(SubjectLinks.Kind.LEADS_TO, SubjectLinks.Kind.TAKES_IN);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final LinkedSubjects linked;

    public Accesses(DataSource dataSource, TransactionTemplate transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
        this.linked = new LinkedSubjects(dataSource);
    }

    /** All ids that a subject was ever known by, as far as acts in force say: of what was merged into it, and of its earlier numbers. */
    public Set<SubjectId> knownAs(SubjectId subject) {
        Set<SubjectId> known = new HashSet<>(Set.of(subject));
        Collection<SubjectId> further = Set.of(subject);
        while (!further.isEmpty()) {
            Collection<SubjectId> asked = further;
            Set<SubjectId> found = new HashSet<>();
            Map<SubjectId, SubjectLinks> links = transactions.execute(status -> linked.load(asked));
            for (SubjectLinks each : links.values())
                for (SubjectLinks.Link link : each.links())
                    if (ONE_SUBJECT.contains(link.kind()) && known.add(link.subject())) found.add(link.subject());
            further = found;
        }
        return known;
    }

    /**
     * Newest first.
     *
     * @param after {@link AccessPage#next()} of the page before; null for the first page. What was put on record since does not move
     *     the page
     * @param limit most results
     * @throws IllegalArgumentException when {@code after} is no mark of such a list
     */
    public AccessPage page(AccessFilter filter, String after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> arguments = new ArrayList<>();
        boolean ofSubject = filter.subjects() != null;
        String at = ofSubject ? "s.at" : "a.at";
        String id = ofSubject ? "s.access" : "a.id";
        if (ofSubject) {
            conditions.add("s.subject = ANY (?::uuid[])");
            arguments.add(
                    array(filter.subjects().stream().map(SubjectId::toString).toList()));
        }
        if (filter.from() != null) where(conditions, arguments, at + " >= ?", time(filter.from()));
        if (filter.to() != null) where(conditions, arguments, at + " < ?", time(filter.to()));
        if (after != null) {
            if (!after.matches(MARK)) throw new IllegalArgumentException("no mark of a page of accesses");
            String[] parts = after.split("~");
            where(
                    conditions,
                    arguments,
                    "(" + at + ", " + id + ") < (?, ?)",
                    time(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS)));
            arguments.add(UUID.fromString(parts[1]));
        }
        if (filter.department() != null) where(conditions, arguments, "a.department = ?", filter.department());
        if (filter.account() != null) where(conditions, arguments, "a.account = ?", filter.account());
        if (filter.operation() != null)
            where(conditions, arguments, "a.operation = ?", filter.operation().name());
        if (filter.touching() != null) {
            List<String> any = new ArrayList<>(List.of("false"));
            filter.touching().forEach((type, items) -> {
                any.add("a.subject_type = ? AND a.items && ?::text[]");
                arguments.add(type.name());
                arguments.add(array(items));
            });
            conditions.add("(" + String.join(" OR ", any) + ")");
        }
        arguments.add(limit + 1);
        String where = " WHERE " + String.join(" AND ", conditions);
        String sql = ofSubject
                ? "SELECT " + COLUMNS + ", max(s.sequence), min(s.outcome) FROM access_subject AS s"
                        + " JOIN access AS a ON a.at = s.at AND a.id = s.access" + where
                        + " GROUP BY s.at, s.access, a.at, a.id ORDER BY s.at DESC, s.access DESC LIMIT ?"
                : "SELECT " + COLUMNS + ", NULL, NULL FROM access AS a" + where
                        + " ORDER BY a.at DESC, a.id DESC LIMIT ?";
        List<ListedAccess> found = jdbc.query(sql, (row, n) -> read(row), arguments.toArray());
        if (found.size() <= limit) return new AccessPage(found, null);
        ListedAccess last = found.get(limit - 1);
        return new AccessPage(
                found.subList(0, limit), ChronoUnit.MICROS.between(Instant.EPOCH, last.at()) + "~" + last.id());
    }

    private static void where(List<String> conditions, List<Object> arguments, String condition, Object value) {
        conditions.add(condition);
        arguments.add(value);
    }

    /** Codes and ids have none of the characters that an array's text gives a meaning. */
    static String array(Collection<String> values) {
        return "{" + String.join(",", values) + "}";
    }

    static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(String::valueOf)
                .sorted()
                .toList();
    }

    private static ListedAccess read(ResultSet row) throws SQLException {
        String type = row.getString(10);
        String outcome = row.getString(17);
        return new ListedAccess(
                row.getObject(1, UUID.class),
                instant(row, 2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                texts(row.getArray(7)),
                row.getString(8),
                Access.Operation.valueOf(row.getString(9)),
                type == null ? null : SubjectType.valueOf(type),
                texts(row.getArray(11)),
                row.getObject(12, LocalDate.class),
                instant(row, 13),
                row.getInt(14),
                row.getInt(15),
                outcome == null ? null : row.getLong(16),
                outcome == null ? null : Access.Outcome.valueOf(outcome));
    }
}
