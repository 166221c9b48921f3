package org.basedata.registry.projections.subject;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.KeyPlans;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Source records by source and dataset, for those who compare them with a complete extract, and by key, for those who ask
 * whether a row is known. A record stands on a day when its timeline holds something on that day or later.
 */
public final class SourceRecords {
    private static final String STANDING =
            " FROM source_record r WHERE r.source = ? AND r.dataset = ? AND r.stands_until > ?";
    /**
     * One hash of all that is present, against one pass over the records. The planner has no idea how many keys the arrays hold
     * and would compare each record with each key: see {@link #hashed}.
     */
    private static final String MISSING = STANDING
            + " AND NOT EXISTS (SELECT FROM (SELECT unnest(record_keys) AS key FROM extract_present WHERE delivery = ?) p"
            + " WHERE p.key = r.record_key)";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    public SourceRecords(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Takes the highest version of a record, with 16 bytes, or null when a row of the record must always be checked. */
    @FunctionalInterface
    public interface HighestVersion {
        void of(UUID key, long version, byte[] rowFingerprint);
    }

    /** The highest versions of those of the records that are known, in any order. */
    public void highest(UUID[] keys, HighestVersion highest) {
        UUID[] sorted = keys.clone();
        // Neighbours in the index are asked for together.
        Arrays.sort(sorted, RecordKeys::compare);
        transactions.executeWithoutResult(status -> jdbc.execute((ConnectionCallback<Void>) connection -> {
            select(connection, sorted, highest);
            return null;
        }));
    }

    private static void select(Connection connection, UUID[] keys, HighestVersion highest) throws SQLException {
        // Keys are joined, not compared with an array: only then a key is looked for in its own partition alone.
        try (PreparedStatement select = connection.prepareStatement(KeyPlans.BY_KEY
                + "SELECT record_key, highest_version, row_fingerprint FROM unnest(?) AS asked (key)"
                + " JOIN source_record ON record_key = asked.key")) {
            ColumnArray.ofUuids(Arrays.asList(keys)).setOn(select, 1);
            try (ResultSet row = KeyPlans.execute(select)) {
                while (row.next()) highest.of(row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3));
            }
        }
    }

    public long standing(String source, String dataset, LocalDate day) {
        return jdbc.queryForObject("SELECT count(*)" + STANDING, Long.class, source, dataset, day);
    }

    /** How many of them are not among the delivery's keys in table {@code extract_present}. */
    public long missing(String source, String dataset, LocalDate day, UUID delivery) {
        return hashed(
                () -> jdbc.queryForObject("SELECT count(*)" + MISSING, Long.class, source, dataset, day, delivery));
    }

    private long hashed(LongSupplier work) {
        return transactions.execute(status -> {
            jdbc.execute("SET LOCAL enable_nestloop = off");
            return work.getAsLong();
        });
    }

    /** Notes those in table {@code extract_missing}, at most so many; answers how many. */
    public long noteMissing(String source, String dataset, LocalDate day, UUID delivery, long most) {
        return hashed(() -> {
            jdbc.update("DELETE FROM extract_missing WHERE delivery = ?", delivery);
            return jdbc.update(
                    "INSERT INTO extract_missing (delivery, record_key) SELECT ?, r.record_key" + MISSING + " LIMIT ?",
                    delivery,
                    source,
                    dataset,
                    day,
                    delivery,
                    most);
        });
    }

    /** @param recordId null when the record does not stand any more */
    public record Noted(UUID key, String recordId) {}

    /** The first of the noted ones, in the order of their keys. */
    public List<Noted> noted(UUID delivery, LocalDate day, int limit) {
        return jdbc.query(
                """
                SELECT m.record_key, r.record_id FROM extract_missing m
                LEFT JOIN source_record r ON r.record_key = m.record_key AND r.stands_until > ?
                WHERE m.delivery = ? ORDER BY m.record_key LIMIT ?""", (row, n) -> new Noted(row.getObject(1, UUID.class), row.getString(2)), day, delivery, limit);
    }
}
