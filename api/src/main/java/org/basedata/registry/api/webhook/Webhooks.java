package org.basedata.registry.api.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Table {@code webhook}. One program at a time delivers to an address: it holds a lease that is longer than an attempt takes, by the time of
 * the database, and no transaction while it waits for the other side.
 */
@Component
final class Webhooks {
    private static final String COLUMNS =
            "id, account, department, url, purpose, agreement, case_reference, subject_type, items,"
                    + " division, page_limit, place, attempted_up_to, state, reason, failures, failing_since, next_attempt_at,"
                    + " created_at, delivered_at";

    private static final Duration FORMER_SIGNS = Duration.ofHours(24);

    private final JdbcTemplate jdbc;
    private final WebhookSecrets secrets;

    Webhooks(DataSource database, WebhookSecrets secrets) {
        this.jdbc = new JdbcTemplate(database);
        this.secrets = secrets;
    }

    void insert(Webhook made, byte[] secret) {
        jdbc.update(
                "INSERT INTO webhook (" + COLUMNS
                        + ", secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?)",
                made.id(),
                made.account(),
                made.department(),
                made.url(),
                made.purpose(),
                made.agreement(),
                made.caseReference(),
                made.type().name(),
                made.items() == null ? null : made.items().toArray(String[]::new),
                made.division(),
                made.limit(),
                made.place(),
                made.attemptedUpTo(),
                made.state().name(),
                made.reason(),
                made.failures(),
                time(made.failingSince()),
                time(made.nextAttemptAt()),
                time(made.createdAt()),
                time(made.deliveredAt()),
                secrets.encrypted(secret, made.id()));
    }

    /** Of the department, the oldest first. */
    List<Webhook> of(String department) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM webhook WHERE department = ? ORDER BY created_at, id",
                (row, n) -> read(row),
                department);
    }

    Optional<Webhook> find(UUID id) {
        return jdbc.query("SELECT " + COLUMNS + " FROM webhook WHERE id = ?", (row, n) -> read(row), id).stream()
                .findFirst();
    }

    void delete(UUID id) {
        jdbc.update("DELETE FROM webhook WHERE id = ?", id);
    }

    /** Goes on from where it stood, at once. */
    void resume(UUID id, Instant now) {
        jdbc.update(
                "UPDATE webhook SET state = 'ACTIVE', reason = NULL, failures = 0, failing_since = NULL, next_attempt_at = ?"
                        + " WHERE id = ? AND state <> 'ENDED'",
                time(now),
                id);
    }

    /** The former one signs as well for a day. */
    void rotate(UUID id, byte[] secret, Instant now) {
        jdbc.update(
                "UPDATE webhook SET former_secret = secret, former_until = ?, secret = ? WHERE id = ?",
                time(now.plus(FORMER_SIGNS)),
                secrets.encrypted(secret, id),
                id);
    }

    /** Those that sign a message now. */
    List<byte[]> secrets(UUID id, Instant now) {
        List<byte[]> all = new ArrayList<>(2);
        jdbc.query(
                "SELECT secret, CASE WHEN former_until > ? THEN former_secret END FROM webhook WHERE id = ?",
                row -> {
                    all.add(secrets.decrypted(row.getBytes(1), id));
                    if (row.getBytes(2) != null) all.add(secrets.decrypted(row.getBytes(2), id));
                },
                time(now),
                id);
        return all;
    }

    /**
     * Those to be looked at now, which nobody else looks at.
     *
     * @param end position of the last change: whoever has all up to it has nothing to be sent
     */
    List<UUID> due(Instant now, long end, int most) {
        return jdbc.queryForList(
                "SELECT id FROM webhook WHERE state = 'ACTIVE' AND next_attempt_at <= ?"
                        + " AND (place < ? OR attempted_up_to IS NOT NULL)"
                        + " AND (leased_until IS NULL OR leased_until < clock_timestamp()) ORDER BY next_attempt_at LIMIT ?",
                UUID.class,
                time(now),
                end,
                most);
    }

    /** Empty when somebody else delivers, or it is not to be delivered any more. */
    Optional<Webhook> claim(UUID id, UUID lease, Duration length) {
        return jdbc
                .query(
                        "UPDATE webhook SET lease = ?, leased_until = clock_timestamp() + ? * INTERVAL '1 second' WHERE id = ?"
                                + " AND state = 'ACTIVE' AND (leased_until IS NULL OR leased_until < clock_timestamp())"
                                + " RETURNING " + COLUMNS,
                        (row, n) -> read(row),
                        lease,
                        length.toSeconds(),
                        id)
                .stream()
                .findFirst();
    }

    /** False when the lease has passed to somebody else: then nothing may be sent. */
    boolean attempt(UUID id, UUID lease, long upTo) {
        return jdbc.update(
                        "UPDATE webhook SET attempted_up_to = ? WHERE id = ? AND lease = ? AND state = 'ACTIVE'",
                        upTo,
                        id,
                        lease)
                == 1;
    }

    /** All up to the place is dealt with. */
    void passed(UUID id, UUID lease, long place, Instant deliveredAt, Instant next) {
        jdbc.update(
                "UPDATE webhook SET place = ?, attempted_up_to = NULL, reason = NULL, failures = 0, failing_since = NULL,"
                        + " delivered_at = coalesce(?, delivered_at), next_attempt_at = ?, lease = NULL, leased_until = NULL"
                        + " WHERE id = ? AND lease = ?",
                place,
                time(deliveredAt),
                time(next),
                id,
                lease);
    }

    void failed(UUID id, UUID lease, String reason, Instant since, Instant next) {
        jdbc.update(
                "UPDATE webhook SET reason = ?, failures = failures + 1, failing_since = ?, next_attempt_at = ?, lease = NULL,"
                        + " leased_until = NULL WHERE id = ? AND lease = ?",
                reason,
                time(since),
                time(next),
                id,
                lease);
    }

    void givenUp(UUID id, UUID lease, Webhook.State state, String reason) {
        jdbc.update(
                "UPDATE webhook SET state = ?, reason = ?, lease = NULL, leased_until = NULL WHERE id = ? AND lease = ?",
                state.name(),
                reason,
                id,
                lease);
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Webhook read(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                SubjectType.valueOf(row.getString(8)),
                row.getArray(9) == null
                        ? null
                        : new LinkedHashSet<>(
                                Arrays.asList((String[]) row.getArray(9).getArray())),
                row.getString(10),
                row.getInt(11),
                row.getLong(12),
                row.getObject(13, Long.class),
                Webhook.State.valueOf(row.getString(14)),
                row.getString(15),
                row.getInt(16),
                instant(row, 17),
                instant(row, 18),
                instant(row, 19),
                instant(row, 20));
    }
}
