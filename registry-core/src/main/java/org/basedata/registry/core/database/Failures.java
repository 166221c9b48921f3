package org.basedata.registry.core.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a failed transaction means for whoever wants to try again. */
public final class Failures {
    private static final Set<String> CONTENTION = Set.of("23505", "40001", "40P01", "55P03");

    /** Connection, resources, system error, shutdown. */
    private static final Set<String> SICK_CLASSES = Set.of("08", "53", "58", "57P");
    /** Read-only (a standby), idle transaction ended, statement cancelled. */
    private static final Set<String> SICK = Set.of("25006", "25P03", "57014");

    private Failures() {}

    /**
     * The database cannot be reached, ended the session or cannot work at all now (no space, no memory, a standby); whether
     * the transaction took effect is not known, and no row is to blame.
     */
    public static boolean isUnreachable(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLTransientConnectionException) return true;
            if (e instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null
                        || SICK.contains(state)
                        || SICK_CLASSES.stream().anyMatch(state::startsWith)) return true;
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
