package org.basedata.registry.core.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes the planner look up the keys of an array one by one in the index, by a plan that is made once. It takes them for a few or
 * for very many: a plan that was made while the tables were small or not yet analysed would read them whole, and a merge would
 * read the whole index, batch after batch, while a first import fills them. For a few keys it would plan anew each time, which over
 * thirty-two partitions takes ten times as long as finding them.
 */
public final class KeyPlans {
    /** Stands before queries, in their round trip, and holds for the rest of the transaction; there must be one. */
    public static final String BY_KEY = "SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off;"
            + " SET LOCAL enable_hashjoin = off; SET LOCAL plan_cache_mode = force_generic_plan; ";

    private KeyPlans() {}

    /** The rows of a query behind {@link #BY_KEY}. */
    public static ResultSet execute(PreparedStatement select) throws SQLException {
        select.execute();
        while (!select.getMoreResults()) {
            if (select.getUpdateCount() < 0) throw new IllegalStateException("the statement has no query");
        }
        return select.getResultSet();
    }
}
