package org.basedata.registry.projections.sharing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists of agreements, the latest first. */
public final class Agreements {
    private static final String COLUMNS =
            "agreement_id, version, number, department, purpose, type, state, requested_by, requested_at, items, providers,"
                    + " waiting_for, widening_for, answer_due, settle_due, access_due, valid_from, valid_until, filed, disposed";

    private final JdbcTemplate jdbc;

    public Agreements(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** @param id its number, or its id */
    public Optional<ListedAgreement> find(String id, LocalDate today) {
        boolean number = id.matches("A-[0-9]{6,18}");
        Object key = id;
        if (!number)
            try {
                key = UUID.fromString(id);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM sharing_agreement WHERE " + (number ? "number" : "agreement_id")
                                + " = ?",
                        (row, n) -> read(row, today),
                        key)
                .stream()
                .findFirst();
    }

    /**
     * @param after {@code next} of the page before; null for the first
     * @throws IllegalArgumentException when that is no mark
     */
    public AgreementPage list(AgreementFilter filter, String after, int limit) {
        List<Object> arguments = new ArrayList<>();
        StringBuilder where = new StringBuilder(where(filter, arguments));
        if (after != null) behind(after, where, arguments);
        arguments.add(limit + 1);
        List<ListedAgreement> found = jdbc.query(
                "SELECT " + COLUMNS + " FROM sharing_agreement WHERE " + where
                        + " ORDER BY requested_at DESC, agreement_id LIMIT ?",
                (row, n) -> read(row, filter.today()),
                arguments.toArray());
        if (found.size() <= limit) return new AgreementPage(found, null);
        ListedAgreement last = found.get(limit - 1);
        return new AgreementPage(
                found.subList(0, limit),
                ChronoUnit.MICROS.between(Instant.EPOCH, last.requestedAt()) + "|" + last.id());
    }

    /** How many there are, up to {@code most} + 1. */
    public int count(AgreementFilter filter, int most) {
        List<Object> arguments = new ArrayList<>();
        String where = where(filter, arguments);
        arguments.add(most + 1);
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM sharing_agreement WHERE " + where + " LIMIT ?) AS few",
                Integer.class,
                arguments.toArray());
    }

    /**
     * How many answers are due on a day before {@code before} and not yet overdue, up to {@code most} + 1.
     *
     * @param provider code of the department that answers; null for all
     */
    public int dueSoon(String provider, LocalDate today, LocalDate before, int most) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT FROM sharing_agreement WHERE (?::text IS NULL OR waiting_for @> ARRAY[?]::text[])"
                        + " AND answer_due >= ? AND answer_due < ? LIMIT ?) AS few",
                Integer.class,
                provider,
                provider,
                today,
                before,
                most + 1);
    }

    private static void behind(String mark, StringBuilder where, List<Object> arguments) {
        try {
            String[] parts = mark.split("\\|");
            OffsetDateTime at = OffsetDateTime.ofInstant(
                    Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), ZoneOffset.UTC);
            arguments.add(at);
            arguments.add(at);
            arguments.add(UUID.fromString(parts[1]));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no mark of a page of agreements", e);
        }
        where.append(" AND (requested_at < ? OR requested_at = ? AND agreement_id > ?)");
    }

    private static String where(AgreementFilter filter, List<Object> arguments) {
        List<String> conditions = new ArrayList<>();
        conditions.add("true");
        if (filter.concerns() != null) {
            conditions.add("(department = ? OR asked @> ARRAY[?]::text[])");
            arguments.add(filter.concerns());
            arguments.add(filter.concerns());
        }
        where(conditions, arguments, "department = ?", filter.department());
        where(conditions, arguments, "providers @> ARRAY[?]::text[]", filter.provider());
        where(conditions, arguments, "purpose = ?", filter.purpose());
        where(conditions, arguments, "items @> ARRAY[?]::text[]", filter.item());
        if (filter.state() != null) state(conditions, arguments, filter.state(), filter.today());
        if (filter.todo() != null) todo(conditions, arguments, filter);
        if (filter.late()) {
            conditions.add("(answer_due < ? OR settle_due < ?)");
            arguments.add(filter.today());
            arguments.add(filter.today());
        }
        return String.join(" AND ", conditions);
    }

    private static void where(List<String> conditions, List<Object> arguments, String condition, String value) {
        if (value == null) return;
        conditions.add(condition);
        arguments.add(value);
    }

    /** Rows have the state as the steps have led to it; its days are looked at here. */
    private static void state(List<String> conditions, List<Object> arguments, AgreementState state, LocalDate today) {
        switch (state) {
            case EXPIRED -> {
                conditions.add("state IN ('IN_FORCE', 'SUSPENDED') AND valid_until <= ?");
                arguments.add(today);
            }
            case AGREED -> {
                conditions.add("state = 'IN_FORCE' AND valid_from > ? AND valid_until > ?");
                arguments.add(today);
                arguments.add(today);
            }
            case IN_FORCE -> {
                conditions.add("state = 'IN_FORCE' AND valid_from <= ? AND valid_until > ?");
                arguments.add(today);
                arguments.add(today);
            }
            case SUSPENDED -> {
                conditions.add("state = 'SUSPENDED' AND valid_until > ?");
                arguments.add(today);
            }
            default -> {
                conditions.add("state = ?");
                arguments.add(state.name());
            }
        }
    }

    private static void todo(List<String> conditions, List<Object> arguments, AgreementFilter filter) {
        switch (filter.todo()) {
            case CONSENT -> {
                conditions.add("state = 'REQUESTED'");
                where(conditions, arguments, "department = ?", filter.todoBy());
            }
            case ANSWER -> {
                if (filter.todoBy() == null) conditions.add("(waiting_for <> '{}' OR widening_for <> '{}')");
                else {
                    conditions.add("(waiting_for @> ARRAY[?]::text[] OR widening_for @> ARRAY[?]::text[])");
                    arguments.add(filter.todoBy());
                    arguments.add(filter.todoBy());
                }
            }
            case SETTLE -> conditions.add("settle_due IS NOT NULL");
            case FILE -> conditions.add("granted IS NOT NULL AND NOT filed");
            case DISPOSE -> {
                conditions.add(
                        "(state = 'ENDED' OR state IN ('IN_FORCE', 'SUSPENDED') AND valid_until <= ?) AND NOT disposed");
                arguments.add(filter.today());
                where(conditions, arguments, "department = ?", filter.todoBy());
            }
        }
    }

    private static ListedAgreement read(ResultSet row, LocalDate today) throws SQLException {
        LocalDate from = row.getObject(17, LocalDate.class);
        LocalDate until = row.getObject(18, LocalDate.class);
        return new ListedAgreement(
                new AgreementId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                SubjectType.valueOf(row.getString(6)),
                SharingAgreement.state(AgreementState.valueOf(row.getString(7)), from, until, today),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                texts(row.getArray(10)),
                texts(row.getArray(11)),
                texts(row.getArray(12)),
                texts(row.getArray(13)),
                row.getObject(14, LocalDate.class),
                row.getObject(15, LocalDate.class),
                row.getObject(16, LocalDate.class),
                from,
                until,
                row.getBoolean(19),
                row.getBoolean(20));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
