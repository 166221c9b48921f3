package org.basedata.registry.projections.change;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops rows of {@code subject_change} whose time is over, some in a transaction. The last row of each subject stays, however old: later
 * events are applied to what it says.
 */
public final class OldChanges {
    private static final int AT_ONCE = 5_000;

    private static final String HOLD = "INSERT INTO subject_change_dropped AS now VALUES (0)"
            + " ON CONFLICT ((true)) DO UPDATE SET up_to = now.up_to RETURNING up_to";

    /** The last of the next rows that are all too old; null when there is none. */
    private static final String NEXT = "WITH next AS MATERIALIZED (SELECT position, recorded_at FROM subject_change"
            + " WHERE position > ? ORDER BY position LIMIT ?) SELECT max(position) FROM next"
            + " WHERE position < coalesce((SELECT min(position) FROM next WHERE recorded_at >= ?), 9223372036854775807)";

    /**
     * Of subjects whose rows are passed now also what was passed before: that was the last row then. One row after the other along the
     * indexes, however the tables have grown since they were analysed.
     */
    private static final String DROP = "WITH due AS MATERIALIZED (SELECT DISTINCT subject FROM subject_change"
            + " WHERE position > ? AND position <= ?) DELETE FROM subject_change AS old USING due"
            + " WHERE old.subject = due.subject AND old.position <= ? AND EXISTS (SELECT FROM subject_change AS later"
            + " WHERE later.subject = old.subject AND later.sequence > old.sequence)";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final int atOnce;

    public OldChanges(DataSource dataSource, TransactionTemplate transactions) {
        this(dataSource, transactions, AT_ONCE);
    }

    OldChanges(DataSource dataSource, TransactionTemplate transactions, int atOnce) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
        this.atOnce = atOnce;
    }

    /**
     * One transaction; several programs may do so at once.
     *
     * @param before what was recorded earlier is too old
     * @return whether there may be more
     */
    public boolean drop(Instant before) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Long from = jdbc.queryForObject(HOLD, Long.class);
            Long to = jdbc.queryForObject(NEXT, Long.class, from, atOnce, before.atOffset(ZoneOffset.UTC));
            if (to == null) return false;
            jdbc.execute("SET LOCAL enable_seqscan = off");
            jdbc.execute("SET LOCAL enable_hashjoin = off");
            jdbc.execute("SET LOCAL enable_mergejoin = off");
            jdbc.update(DROP, from, to, to);
            jdbc.update("UPDATE subject_change_dropped SET up_to = ?", to);
            return true;
        }));
    }
}
