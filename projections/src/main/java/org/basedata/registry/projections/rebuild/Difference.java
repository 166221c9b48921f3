package org.basedata.registry.projections.rebuild;

import java.util.UUID;

/**
 * A row of a derived table that is not as the events say. Holds no personal value.
 *
 * @param key the subject's or delivery's id, or the hash by which a source record is kept; null for {@code rows} rows that were counted
 *     and not looked for
 * @param number of a conflict, a period, a tie or a violation; else 0
 * @param rows how many rows this is about
 */
public record Difference(String table, UUID key, long number, Kind kind, long rows) {
    /** What is wrong with the row. */
    public enum Kind {
        /** The events say that it is there. */
        MISSING,
        /** The events say something else. */
        DIFFERENT,
        /** No event says that it is there. */
        UNEXPLAINED
    }

    Difference(String table, UUID key, Kind kind) {
        this(table, key, 0, kind, 1);
    }
}
