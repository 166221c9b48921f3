package org.basedata.registry.projections.sharing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupState;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists of groups for special uses, and when those who give in them last delivered. */
public final class SharingGroups {
    private static final String COLUMNS =
            "version, code, name, lead, CASE WHEN state = 'ACTIVE' AND NOT EXISTS (SELECT FROM sharing_agreement AS part"
                    + " WHERE part.agreement_id = ANY (agreements) AND part.state IN ('IN_FORCE', 'SUSPENDED', 'ENDED'))"
                    + " THEN 'FOUNDED' ELSE state END, members, waiting_for, prolongation_for, consent_due, cycle, founded_at,"
                    + " valid_from, valid_until, filed";

    private final JdbcTemplate jdbc;

    public SharingGroups(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** What may wait to be done. */
    public enum Todo {
        /** Consent of a member, to parts or to a longer term. */
        CONSENT,
        /** A place in the authority's files. */
        FILE
    }

    /**
     * The latest first.
     *
     * @param concerned code of a department that it concerns; null for all
     * @param todo what waits; null for any
     * @param by code of the department whose consent is waited for; of {@link Todo#CONSENT}
     * @param after code of the last one of the page before; null for the first page
     */
    public List<ListedSharingGroup> list(
            String concerned, Todo todo, String by, String after, int limit, LocalDate today) {
        List<Object> arguments = new ArrayList<>();
        String where = where(concerned, todo, by, today, arguments);
        arguments.add(after);
        arguments.add(after);
        arguments.add(limit);
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM sharing_group WHERE " + where
                        + " AND (?::text IS NULL OR (founded_at, code) < (SELECT founded_at, code FROM sharing_group AS last"
                        + " WHERE last.code = ?)) ORDER BY founded_at DESC, code DESC LIMIT ?",
                (row, n) -> read(row, today),
                arguments.toArray());
    }

    /** How many there are, up to {@code most} + 1. */
    public int count(String concerned, Todo todo, String by, int most, LocalDate today) {
        List<Object> arguments = new ArrayList<>();
        String where = where(concerned, todo, by, today, arguments);
        arguments.add(most + 1);
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM sharing_group WHERE " + where + " LIMIT ?) AS few",
                Integer.class,
                arguments.toArray());
    }

    private static String where(String concerned, Todo todo, String by, LocalDate today, List<Object> arguments) {
        StringBuilder where = new StringBuilder("(?::text IS NULL OR concerned @> ARRAY[?]::text[])");
        arguments.add(concerned);
        arguments.add(concerned);
        if (todo == null) return where.toString();
        where.append(" AND state <> 'ENDED' AND valid_until > ?");
        arguments.add(today);
        if (todo == Todo.FILE) return where.append(" AND NOT filed").toString();
        where.append(" AND state <> 'SUSPENDED'"
                + " AND (waiting_for @> ARRAY[?]::text[] OR prolongation_for @> ARRAY[?]::text[])");
        arguments.add(by);
        arguments.add(by);
        return where.toString();
    }

    public Optional<ListedSharingGroup> find(String code, LocalDate today) {
        return jdbc
                .query("SELECT " + COLUMNS + " FROM sharing_group WHERE code = ?", (row, n) -> read(row, today), code)
                .stream()
                .findFirst();
    }

    private static ListedSharingGroup read(ResultSet row, LocalDate today) throws SQLException {
        LocalDate until = row.getObject(13, LocalDate.class);
        return new ListedSharingGroup(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                SharingGroup.state(SharingGroupState.valueOf(row.getString(5)), until, today),
                texts(row.getArray(6)),
                texts(row.getArray(7)),
                texts(row.getArray(8)),
                row.getObject(9, LocalDate.class),
                ExchangeCycle.valueOf(row.getString(10)),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                row.getObject(12, LocalDate.class),
                until,
                row.getBoolean(14));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /**
     * Codes of groups that run and have periods, in which exchanges may be late; the latest first.
     *
     * @param member code of a department that is in them; null for all
     */
    public List<String> exchanging(String member, int limit, LocalDate today) {
        return jdbc.queryForList(
                "SELECT code FROM sharing_group WHERE state = 'ACTIVE' AND valid_until > ? AND cycle <> ?"
                        + " AND (?::text IS NULL OR members @> ARRAY[?]::text[]) ORDER BY founded_at DESC, code DESC LIMIT ?",
                String.class,
                today,
                ExchangeCycle.REAL_TIME.name(),
                member,
                member,
                limit);
    }

    /**
     * On which day departments last delivered, of deliveries that are dealt with. One in which each row names its own dataset counts for all.
     *
     * @param datasets codes, by those of the departments
     * @return days by department and dataset; without those that were never delivered
     */
    public Map<String, Map<String, LocalDate>> lastDelivered(Map<String, ? extends Collection<String>> datasets) {
        List<String> sources = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        datasets.forEach((source, of) -> of.forEach(code -> {
            sources.add(source);
            codes.add(code);
        }));
        Map<String, Map<String, LocalDate>> days = new HashMap<>();
        // A look at the end of an index each, however many deliveries there were.
        jdbc.query(
                "SELECT wanted.source, wanted.dataset, greatest((SELECT max(received_at) FROM delivery_status AS d WHERE"
                        + " d.source = wanted.source AND d.dataset = wanted.dataset AND d.completed_at IS NOT NULL),"
                        + " (SELECT max(received_at) FROM delivery_status AS d WHERE d.source = wanted.source"
                        + " AND d.dataset IS NULL AND d.completed_at IS NOT NULL))"
                        + " FROM unnest(?::text[], ?::text[]) AS wanted (source, dataset)",
                row -> {
                    OffsetDateTime last = row.getObject(3, OffsetDateTime.class);
                    if (last != null)
                        days.computeIfAbsent(row.getString(1), of -> new HashMap<>())
                                .put(row.getString(2), SharingRegistrar.day(last.toInstant()));
                },
                sources.toArray(String[]::new),
                codes.toArray(String[]::new));
        return days;
    }
}
