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
import java.util.Objects;
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
            "version, code, name, lead, state, members, waiting_for, prolongation_for, consent_due, cycle, founded_at,"
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
     * When departments last delivered.
     *
     * @param mixed the day of the last delivery in which each row names its own dataset; null when there is none
     * @param datasets days by codes of datasets
     */
    public record LastDelivered(LocalDate mixed, Map<String, LocalDate> datasets) {
        /** The later of the two: a delivery of rows of several datasets counts for each of them. Null when there is none. */
        public LocalDate of(String dataset) {
            LocalDate alone = datasets.get(dataset);
            if (alone == null || mixed == null) return alone == null ? mixed : alone;
            return alone.isAfter(mixed) ? alone : mixed;
        }
    }

    /** By the codes of the departments, deliveries that are dealt with. */
    public Map<String, LastDelivered> lastDelivered(Collection<String> sources) {
        Map<String, Map<String, LocalDate>> days = new HashMap<>();
        jdbc.query(
                "SELECT source, coalesce(dataset, ''), max(received_at) FROM delivery_status"
                        + " WHERE source = ANY (?) AND completed_at IS NOT NULL GROUP BY 1, 2",
                row -> {
                    days.computeIfAbsent(row.getString(1), of -> new HashMap<>())
                            .put(
                                    row.getString(2),
                                    SharingRegistrar.day(row.getObject(3, OffsetDateTime.class)
                                            .toInstant()));
                },
                (Object) sources.toArray(String[]::new));
        Map<String, LastDelivered> last = new HashMap<>();
        for (String source : sources) {
            Map<String, LocalDate> of = new HashMap<>(Objects.requireNonNullElse(days.get(source), Map.of()));
            LocalDate mixed = of.remove("");
            last.put(source, new LastDelivered(mixed, of));
        }
        return last;
    }
}
