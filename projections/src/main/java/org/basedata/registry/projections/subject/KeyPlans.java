package org.basedata.registry.projections.subject;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes the planner look up thousands of keys one by one in the index. It takes them for a few or for very many: a plan that was
 * made while the tables were small or not yet analysed would read them whole, and a merge would read the whole index, batch
 * after batch, while a first import fills them.
 */
final class KeyPlans {
    /** Stands before a query, in its round trip, and holds for the rest of the transaction; there must be one. */
    static final String BY_KEY =
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off; ";

    private KeyPlans() {}

    /** The rows of a query behind {@link #BY_KEY}. */
    static ResultSet execute(PreparedStatement select) throws SQLException {
        select.execute();
        while (!select.getMoreResults()) {
            if (select.getUpdateCount() < 0) throw new IllegalStateException("the statement has no query");
        }
        return select.getResultSet();
    }
}
