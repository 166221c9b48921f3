package org.basedata.registry.importers.ledger;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a failed transaction means for whoever wants to try again. */
public final class Failures {
    private static final Set<String> CONTENTION = Set.of("23505", "40001", "40P01", "55P03");

    private Failures() {}

    /** The database cannot be reached, or ended the session; whether the transaction took effect is not known. */
    public static boolean isUnreachable(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLTransientConnectionException) return true;
            if (e instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null || state.startsWith("08") || state.startsWith("57P") || state.equals("53300"))
                    return true;
            }
        }
        return false;
    }

    /** Another transaction was in the way; in a new one this may pass. */
    public static boolean isContention(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause())
            if (e instanceof SQLException sql && sql.getSQLState() != null && CONTENTION.contains(sql.getSQLState()))
                return true;
        return false;
    }
}
