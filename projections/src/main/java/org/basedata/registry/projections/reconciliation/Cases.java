package org.basedata.registry.projections.reconciliation;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseCause;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseState;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists and counts cases. */
public final class Cases {
    private static final String COLUMNS =
            "case_id, version, number, subject, cause, state, severity, items, sources, division,"
                    + " conflicts, opened_at, due, assignee, waiting_for, reporters, escalated, closed_at, outcome";
    /** So many are soon read in any order, one by one. */
    private static final int NEXT = 5_000;
    /** So many are soon gathered by their indexes and put in order. */
    private static final int FEW = 20_000;

    private static final int LATEST = 2_000;
    private static final Pattern NUMBER = Pattern.compile("C-\\d{6,18}");

    private final JdbcTemplate jdbc;

    public Cases(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** @param name the id or the number of a case */
    public Optional<ListedCase> find(String name) {
        if (NUMBER.matcher(name).matches()) return find("number = ?", name);
        try {
            return find("case_id = ?", UUID.fromString(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<ListedCase> find(String condition, Object value) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM reconciliation_case WHERE " + condition,
                        (row, n) -> read(row),
                        value)
                .stream()
                .findFirst();
    }

    /** The subject's open case. */
    public Optional<ListedCase> openOf(SubjectId subject) {
        return find("closed_at IS NULL AND subject = ?", subject.value());
    }

    /** Of those subjects that have an open case, its number; one query by key. */
    public Map<SubjectId, String> openNumbers(Collection<SubjectId> subjects) {
        Map<SubjectId, String> numbers = new HashMap<>();
        if (subjects.isEmpty()) return numbers;
        jdbc.query(
                "SELECT subject, number FROM reconciliation_case WHERE closed_at IS NULL AND subject = ANY (?)",
                row -> {
                    numbers.put(new SubjectId(row.getObject(1, UUID.class)), row.getString(2));
                },
                (Object) subjects.stream().map(SubjectId::value).toArray(UUID[]::new));
        return numbers;
    }

    /**
     * @param after {@link CasePage#next()} of the page before; null for the first page
     * @param limit most results, 1 to 1,000
     * @throws IllegalArgumentException when {@code after} is no mark of this order
     */
    public CasePage list(CaseFilter filter, CaseSort sort, String after, int limit) {
        if (limit < 1 || limit > 1_000) throw new IllegalArgumentException("limit must be 1 to 1,000, is " + limit);
        List<ListedCase> found = found(filter, sort, after, limit + 1);
        if (found.size() <= limit) return new CasePage(found, null);
        return new CasePage(found.subList(0, limit), mark(sort, found.get(limit - 1)));
    }

    /**
     * The planner takes filters for independent of each other and of the order. Where they are not, it walks through the whole queue
     * for a page: for gravest cases of a shape that only slight ones have, or for six filters that few cases pass. So the ways are tried
     * here, each with a bound: the queue's next cases in its order; then all that pass, by the indexes of the filters, put in
     * order. Only where those are many does the planner choose; then a page is not far.
     */
    private List<ListedCase> found(CaseFilter filter, CaseSort sort, String after, int rows) {
        if (filter.state() == CaseState.CLOSED || filter.subject() != null) return chosen(filter, sort, after, rows);
        List<ListedCase> found = next(filter, sort, after, rows);
        if (found.size() == rows) return found;
        found = few(filter, sort, after, rows);
        return found != null ? found : chosen(filter, sort, after, rows);
    }

    private List<ListedCase> chosen(CaseFilter filter, CaseSort sort, String after, int rows) {
        List<Object> arguments = new ArrayList<>();
        String where = where(filter, sort, after, arguments);
        return listed(
                "SELECT " + COLUMNS + " FROM reconciliation_case WHERE " + where + " ORDER BY " + order(sort)
                        + " LIMIT " + rows,
                arguments);
    }

    /** Among the next {@value #NEXT}; all that there are only where a page is full. */
    private List<ListedCase> next(CaseFilter filter, CaseSort sort, String after, int rows) {
        List<Object> arguments = new ArrayList<>();
        List<String> front = new ArrayList<>();
        front.add("closed_at IS NULL");
        // What the index of the order begins with, or another has before the same order.
        if (sort == CaseSort.DUE && filter.state() != null)
            where(front, arguments, "state = ?", filter.state().name());
        else if (sort == CaseSort.DUE && filter.assignee() != null)
            where(front, arguments, "assignee = ?", filter.assignee());
        if (sort == CaseSort.SEVERITY && filter.severity() != null)
            where(front, arguments, "severity = ?", filter.severity().name());
        if (sort == CaseSort.DUE || sort == CaseSort.SEVERITY && filter.severity() != null)
            whereDue(filter, front, arguments);
        if (sort == CaseSort.OPENED || sort == CaseSort.NEWEST) whereOpened(filter, front, arguments);
        if (after != null) front.add(behind(sort, after, arguments));
        String where = where(filter, arguments);
        return listed(
                "SELECT " + COLUMNS + " FROM (SELECT * FROM reconciliation_case WHERE " + String.join(" AND ", front)
                        + " ORDER BY " + order(sort) + " LIMIT " + NEXT + ") AS next WHERE " + where + " ORDER BY "
                        + order(sort) + " LIMIT " + rows,
                arguments);
    }

    /** Null when more than {@value #FEW} pass. */
    private List<ListedCase> few(CaseFilter filter, CaseSort sort, String after, int rows) {
        List<Object> arguments = new ArrayList<>();
        String where = where(filter, sort, after, arguments);
        List<ListedCase> found = new ArrayList<>();
        boolean[] many = new boolean[1];
        jdbc.query(
                "WITH few AS MATERIALIZED (SELECT case_id, severity, due, opened_at FROM reconciliation_case WHERE "
                        + where + " LIMIT " + (FEW + 1) + "), first AS MATERIALIZED (SELECT case_id FROM few ORDER BY "
                        + order(sort) + " LIMIT " + rows + ") SELECT " + COLUMNS
                        + ", (SELECT count(*) FROM few) FROM reconciliation_case WHERE case_id IN (SELECT case_id FROM first)"
                        + " ORDER BY " + order(sort),
                row -> {
                    many[0] = row.getInt(20) > FEW;
                    if (!many[0]) found.add(read(row));
                },
                arguments.toArray());
        return many[0] ? null : found;
    }

    private List<ListedCase> listed(String sql, List<Object> arguments) {
        return jdbc.query(sql, (row, n) -> read(row), arguments.toArray());
    }

    private static String where(CaseFilter filter, CaseSort sort, String after, List<Object> arguments) {
        String where = where(filter, arguments);
        return after == null ? where : where + " AND " + behind(sort, after, arguments);
    }

    private static String inDivision(CaseFilter filter) {
        return "division >= '" + filter.division() + "' AND division < '" + filter.division() + ":'";
    }

    private static String order(CaseSort sort) {
        return switch (sort) {
            case DUE -> "due, case_id";
            case OPENED -> "opened_at, case_id";
            case NEWEST -> "opened_at DESC, case_id DESC";
            case SEVERITY -> "severity, due, case_id";
        };
    }

    private static String mark(CaseSort sort, ListedCase last) {
        String text =
                switch (sort) {
                    case DUE -> last.due().toString();
                    case OPENED, NEWEST -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, last.openedAt()));
                    case SEVERITY -> last.severity() + "|" + last.due();
                };
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((sort + "|" + last.id() + "|" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static String behind(CaseSort sort, String mark, List<Object> arguments) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(mark), StandardCharsets.UTF_8).split("\\|");
            if (!parts[0].equals(sort.name())) throw new IllegalArgumentException("another order");
            UUID id = UUID.fromString(parts[1]);
            switch (sort) {
                case DUE -> arguments.add(LocalDate.parse(parts[2]));
                case OPENED, NEWEST ->
                    arguments.add(OffsetDateTime.ofInstant(
                            Instant.EPOCH.plus(Long.parseLong(parts[2]), ChronoUnit.MICROS), ZoneOffset.UTC));
                case SEVERITY -> {
                    arguments.add(Severity.valueOf(parts[2]).name());
                    arguments.add(LocalDate.parse(parts[3]));
                }
            }
            arguments.add(id);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no mark of a page of cases in this order", e);
        }
        return switch (sort) {
            case NEWEST -> "(opened_at, case_id) < (?, ?)";
            case SEVERITY -> "(" + order(sort) + ") > (?, ?, ?)";
            default -> "(" + order(sort) + ") > (?, ?)";
        };
    }

    private static String where(CaseFilter filter, List<Object> arguments) {
        List<String> conditions = new ArrayList<>();
        // Those of the partial indexes.
        conditions.add(filter.state() == CaseState.CLOSED ? "closed_at IS NOT NULL" : "closed_at IS NULL");
        if (filter.state() != null && filter.state() != CaseState.CLOSED)
            where(conditions, arguments, "state = ?", filter.state().name());
        if (filter.item() != null) where(conditions, arguments, "items @> ARRAY[?]::text[]", filter.item());
        if (filter.source() != null) where(conditions, arguments, "sources @> ARRAY[?]::text[]", filter.source());
        if (filter.severity() != null)
            where(conditions, arguments, "severity = ?", filter.severity().name());
        if (filter.division() != null) conditions.add(inDivision(filter));
        whereOpened(filter, conditions, arguments);
        whereDue(filter, conditions, arguments);
        if (filter.assignee() != null) where(conditions, arguments, "assignee = ?", filter.assignee());
        if (filter.reporter() != null) where(conditions, arguments, "reporters @> ARRAY[?]::text[]", filter.reporter());
        if (filter.subject() != null)
            where(conditions, arguments, "subject = ?", filter.subject().value());
        if (filter.shape() != null) {
            conditions.add("shapes <> '{}'");
            where(
                    conditions,
                    arguments,
                    "shapes @> ARRAY[?]::text[]",
                    filter.shape().text());
        }
        return String.join(" AND ", conditions);
    }

    private static void whereOpened(CaseFilter filter, List<String> conditions, List<Object> arguments) {
        if (filter.openedFrom() != null) where(conditions, arguments, "opened_at >= ?", midnight(filter.openedFrom()));
        if (filter.openedTo() != null) where(conditions, arguments, "opened_at < ?", midnight(filter.openedTo()));
    }

    private static void whereDue(CaseFilter filter, List<String> conditions, List<Object> arguments) {
        if (filter.dueFrom() != null) where(conditions, arguments, "due >= ?", filter.dueFrom());
        if (filter.dueBefore() != null) where(conditions, arguments, "due < ?", filter.dueBefore());
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(CaseRegistrar.DAY_ZONE);
    }

    private static void where(List<String> conditions, List<Object> arguments, String condition, Object value) {
        conditions.add(condition);
        arguments.add(value);
    }

    /** When the case that was changed last was changed; the beginning of time when there is none. */
    public Instant lastChange() {
        OffsetDateTime last =
                jdbc.queryForObject("SELECT max(changed_at) FROM reconciliation_case", OffsetDateTime.class);
        return last == null ? Instant.EPOCH : last.toInstant();
    }

    /**
     * What a list would show otherwise than it did: how many of the cases that were opened, changed or closed after {@code since} are in the filter now,
     * or were in the list; up to {@code most} + 1. Of the latest {@value #LATEST} that were, so that a load of new ones costs no more.
     *
     * @param listed numbers of the cases in the list
     */
    public int changed(CaseFilter filter, Collection<String> listed, Instant since, int most) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
        String where = where(filter, arguments);
        arguments.add(listed.toArray(String[]::new));
        arguments.add(most + 1);
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM (SELECT * FROM reconciliation_case WHERE changed_at > ?"
                        + " ORDER BY changed_at DESC LIMIT " + LATEST + ") AS latest WHERE (" + where
                        + ") OR number = ANY (?) LIMIT ?) AS few",
                Integer.class,
                arguments.toArray());
    }

    /** How many there are, up to {@code most} + 1. */
    public int count(CaseFilter filter, int most) {
        List<Object> arguments = new ArrayList<>();
        String where = where(filter, arguments);
        arguments.add(most + 1);
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM reconciliation_case WHERE " + where + " LIMIT ?) AS few",
                Integer.class,
                arguments.toArray());
    }

    /**
     * How many there are of each kind, of {@link CaseCounts#MOST} at most: whichever are found soonest, so that nobody waits for numbers.
     *
     * @param today the day by which a case is overdue or not
     * @param nearUntil last day of those that are at risk
     */
    public CaseCounts count(CaseFilter filter, LocalDate today, LocalDate nearUntil) {
        List<Object> arguments = new ArrayList<>();
        String where = where(filter, arguments);
        arguments.add(0, today);
        arguments.add(1, today);
        arguments.add(2, nearUntil);
        CaseCounts counts = new CaseCounts();
        jdbc.query(
                "SELECT due < ?, due >= ? AND due <= ?, severity, state, items, sources, count(*) FROM"
                        + " (SELECT due, severity, state, items, sources FROM reconciliation_case WHERE " + where
                        + " LIMIT " + (CaseCounts.MOST + 1) + ") AS found GROUP BY 1, 2, 3, 4, 5, 6",
                row -> {
                    counts.add(
                            row.getBoolean(1),
                            row.getBoolean(2),
                            row.getString(3),
                            row.getString(4),
                            texts(row.getArray(5)),
                            texts(row.getArray(6)),
                            row.getInt(7));
                },
                arguments.toArray());
        return counts;
    }

    /**
     * What of a subject's conflicts a source has a value in.
     *
     * @param items in their order
     * @param conflicts how many stand
     */
    public record Share(List<String> items, int conflicts) {
        public static final Share NONE = new Share(List.of(), 0);
    }

    /** Of those subjects in which the source has one, standing or settled. */
    public Map<SubjectId, Share> shares(Collection<SubjectId> subjects, String source) {
        Map<SubjectId, Share> shares = new HashMap<>();
        UUID[] ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        jdbc.query(
                "SELECT subject, coalesce(array_agg(DISTINCT item ORDER BY item) FILTER (WHERE item IS NOT NULL), '{}'),"
                        + " count(*) FILTER (WHERE standing) FROM (SELECT subject, item::text, settled_at IS NULL AS standing"
                        + " FROM subject_conflict WHERE subject = ANY (?) AND sources @> ARRAY[?]::text[]"
                        + " UNION ALL SELECT subject, item::text, true FROM tie_violation WHERE subject = ANY (?)"
                        + " AND sources @> ARRAY[?]::text[]) AS doubts GROUP BY subject",
                row -> {
                    shares.put(
                            new SubjectId(row.getObject(1, UUID.class)),
                            new Share(texts(row.getArray(2)), row.getInt(3)));
                },
                ids,
                source,
                ids,
                source);
        return shares;
    }

    private static ListedCase read(ResultSet row) throws SQLException {
        OffsetDateTime closed = row.getObject(18, OffsetDateTime.class);
        return new ListedCase(
                new CaseId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getString(3),
                new SubjectId(row.getObject(4, UUID.class)),
                CaseCause.valueOf(row.getString(5)),
                CaseState.valueOf(row.getString(6)),
                Severity.valueOf(row.getString(7)),
                texts(row.getArray(8)),
                texts(row.getArray(9)),
                row.getString(10),
                row.getInt(11),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                row.getObject(13, LocalDate.class),
                row.getString(14),
                texts(row.getArray(15)),
                texts(row.getArray(16)),
                row.getInt(17),
                closed == null ? null : closed.toInstant(),
                row.getString(19) == null ? null : CaseOutcome.valueOf(row.getString(19)));
    }

    static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
