package org.basedata.registry.api.bench;

import java.util.Locale;

/**
 * What a record may cost. A change that costs more is either found wanting or raises the budget knowingly, here and in
 * docs/performance.md.
 *
 * @param tableBytes in events and tables, with indexes
 * @param programMicros CPU of the registry, microseconds
 * @param serverMicros CPU of PostgreSQL, microseconds
 */
record Budget(double tableBytes, double walBytes, double programMicros, double serverMicros) {
    // CPU: what the promised rates leave on two cores, 12,000 and 5,000 records a second. Bytes and WAL: as measured,
    // with
    // room for the whole pages that PostgreSQL logs after each checkpoint.
    static final Budget NEW_SUBJECT = new Budget(5_500, 9_000, 90, 90);
    static final Budget KNOWN_SUBJECT = new Budget(5_500, 14_000, 220, 180);

    static String compared(double found, double allowed) {
        return String.format(Locale.ROOT, "%,.0f of %,.0f %s", found, allowed, found <= allowed ? "OK" : "OVER");
    }
}
