package org.basedata.registry.importers.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.importers.ledger.LivingPrograms;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests that may be repeated. A key is claimed durably before the first row is submitted, so that a request that was cut
 * off is known again and goes on as the same delivery.
 */
final class IdempotencyKeys implements AutoCloseable {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration REMOVED_EVERY = Duration.ofMinutes(1);
    private static final int REMOVED_AT_ONCE = 1_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final LivingPrograms programs;
    private final Clock clock;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final GroupCommit<Request, Claim> claims;
    private Instant removed = Instant.EPOCH;

    IdempotencyKeys(Database database, LivingPrograms programs, Clock clock) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.programs = programs;
        this.clock = clock;
        this.claims = new GroupCommit<>("delivery-claims", request -> 1, this::claim);
    }

    private record Request(String client, String key, String bodyHash, UUID delivery) {}

    /** What a request finds under its key. */
    sealed interface Claim permits Mine, Answered, TakenForOther, AtWork {}

    /**
     * The request is to be worked on, under this delivery id.
     *
     * @param owner this program's number, which completes the claim
     * @param extractTaken what an interrupted run found of the order of extracts; null when it did not get that far
     */
    record Mine(String client, String key, UUID delivery, long owner, Boolean extractTaken) implements Claim {}

    record Answered(UUID delivery, byte[] receipt) implements Claim {}

    record TakenForOther() implements Claim {}

    record AtWork() implements Claim {}

    /** Waits until the claim is durable. Whoever gets a {@link Mine} calls {@link #release} in the end, come what may. */
    Claim claim(String client, String key, String bodyHash) {
        UUID delivery = UUID.randomUUID();
        running.add(delivery);
        Claim claim = null;
        try {
            claim = Waiting.on(claims.add(new Request(client, key, bodyHash, delivery)));
            return claim;
        } finally {
            if (!(claim instanceof Mine mine && mine.delivery().equals(delivery))) running.remove(delivery);
        }
    }

    void release(Mine claim) {
        running.remove(claim.delivery());
    }

    private List<Claim> claim(List<Request> requests) {
        long self = programs.self();
        Instant now = clock.instant();
        Set<UUID> taken = new HashSet<>();
        boolean committed = false;
        try {
            List<Claim> answers = transactions.execute(status -> {
                removeExpired(now);
                Set<UUID> fresh = insert(requests, self, now);
                List<Claim> found = new ArrayList<>(requests.size());
                for (Request request : requests)
                    found.add(
                            fresh.contains(request.delivery())
                                    ? new Mine(request.client(), request.key(), request.delivery(), self, null)
                                    : known(request, self, now, taken));
                return found;
            });
            committed = true;
            return answers;
        } finally {
            if (!committed) running.removeAll(taken);
        }
    }

    private Set<UUID> insert(List<Request> requests, long self, Instant now) {
        String[] clients = requests.stream().map(Request::client).toArray(String[]::new);
        String[] keys = requests.stream().map(Request::key).toArray(String[]::new);
        String[] hashes = requests.stream().map(Request::bodyHash).toArray(String[]::new);
        UUID[] deliveries = requests.stream().map(Request::delivery).toArray(UUID[]::new);
        return new HashSet<>(jdbc.query(
                connection -> {
                    var insert = connection.prepareStatement("""
                            INSERT INTO idempotency_key (client, key, body_hash, delivery, state, owner, started_at)
                            SELECT client, key, body_hash, delivery, 'RUNNING', ?, ?
                            FROM unnest(?, ?, ?, ?) AS request (client, key, body_hash, delivery)
                            ON CONFLICT (client, key) DO NOTHING RETURNING delivery""");
                    insert.setLong(1, self);
                    insert.setTimestamp(2, Timestamp.from(now));
                    insert.setArray(3, connection.createArrayOf("text", clients));
                    insert.setArray(4, connection.createArrayOf("text", keys));
                    insert.setArray(5, connection.createArrayOf("text", hashes));
                    insert.setArray(6, connection.createArrayOf("uuid", deliveries));
                    return insert;
                },
                (row, n) -> row.getObject(1, UUID.class)));
    }

    private record Row(
            String bodyHash,
            UUID delivery,
            boolean done,
            long owner,
            Boolean extractTaken,
            Instant startedAt,
            byte[] receipt) {}

    private Claim known(Request request, long self, Instant now, Set<UUID> taken) {
        List<Row> rows = jdbc.query(
                """
                SELECT body_hash, delivery, state = 'DONE', owner, extract_taken, started_at, receipt
                FROM idempotency_key WHERE client = ? AND key = ? FOR UPDATE""",
                (row, n) -> new Row(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getBoolean(3),
                        row.getLong(4),
                        (Boolean) row.getObject(5),
                        row.getTimestamp(6).toInstant(),
                        row.getBytes(7)),
                request.client(),
                request.key());
        // Removed as expired by another program between the two statements.
        if (rows.isEmpty())
            return insert(List.of(request), self, now).isEmpty()
                    ? known(request, self, now, taken)
                    : new Mine(request.client(), request.key(), request.delivery(), self, null);
        Row row = rows.get(0);
        boolean atWork =
                !row.done() && (row.owner() == self ? running.contains(row.delivery()) : programs.lives(row.owner()));
        if (!atWork && row.startedAt().isBefore(now.minus(KEPT))) {
            jdbc.update(
                    """
                    UPDATE idempotency_key SET body_hash = ?, delivery = ?, state = 'RUNNING', owner = ?,
                           extract_taken = NULL, started_at = ?, receipt = NULL WHERE client = ? AND key = ?""",
                    request.bodyHash(),
                    request.delivery(),
                    self,
                    Timestamp.from(now),
                    request.client(),
                    request.key());
            return new Mine(request.client(), request.key(), request.delivery(), self, null);
        }
        if (!row.bodyHash().equals(request.bodyHash())) return new TakenForOther();
        if (row.done()) return new Answered(row.delivery(), row.receipt());
        if (atWork) return new AtWork();
        running.add(row.delivery());
        taken.add(row.delivery());
        jdbc.update(
                "UPDATE idempotency_key SET owner = ? WHERE client = ? AND key = ?",
                self,
                request.client(),
                request.key());
        return new Mine(request.client(), request.key(), row.delivery(), self, row.extractTaken());
    }

    /** Bounded, so that no request waits for a week's keys to go. */
    private void removeExpired(Instant now) {
        if (now.isBefore(removed.plus(REMOVED_EVERY))) return;
        int gone = jdbc.update("""
                DELETE FROM idempotency_key WHERE (client, key) IN (
                    SELECT client, key FROM idempotency_key WHERE started_at < ?
                    ORDER BY started_at LIMIT ? FOR UPDATE SKIP LOCKED)""", Timestamp.from(now.minus(KEPT)), REMOVED_AT_ONCE);
        if (gone < REMOVED_AT_ONCE) removed = now;
    }

    /** Notes whether the extract came in its order. Joins the transaction that is open. */
    void noteExtract(Mine claim, boolean extractTaken) {
        jdbc.update(
                "UPDATE idempotency_key SET extract_taken = ? WHERE client = ? AND key = ? AND delivery = ?",
                extractTaken,
                claim.client(),
                claim.key(),
                claim.delivery());
    }

    /** A claim with its receipt. */
    record Completed(Mine claim, byte[] receipt) {}

    /** Joins the transaction that is open; fails when another program has taken over one of the claims. */
    void complete(List<Completed> completed) {
        if (completed.isEmpty()) return;
        int[] counts = jdbc.batchUpdate(
                """
                UPDATE idempotency_key SET state = 'DONE', receipt = ?
                WHERE client = ? AND key = ? AND delivery = ? AND owner = ? AND state = 'RUNNING'""",
                completed.stream()
                        .map(each -> new Object[] {
                            each.receipt(),
                            each.claim().client(),
                            each.claim().key(),
                            each.claim().delivery(),
                            each.claim().owner()
                        })
                        .toList());
        if (Arrays.stream(counts).anyMatch(count -> count == 0))
            throw new OptimisticLockingFailureException("another program has taken over the delivery");
    }

    @Override
    public void close() {
        claims.close();
    }
}
