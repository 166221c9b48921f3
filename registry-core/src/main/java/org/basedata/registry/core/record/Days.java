package org.basedata.registry.core.record;

import java.time.LocalDate;

/** Days as numbers, with the two open ends as the extremes, so that half-open periods compare without special cases. */
public final class Days {
    public static final long EVER = Long.MIN_VALUE;
    public static final long FOREVER = Long.MAX_VALUE;

    private Days() {}

    public static long from(LocalDate date) {
        return date == null ? EVER : date.toEpochDay();
    }

    public static long to(LocalDate date) {
        return date == null ? FOREVER : date.toEpochDay();
    }

    /** Null for an open end of either kind. */
    public static LocalDate date(long day) {
        return day == EVER || day == FOREVER ? null : LocalDate.ofEpochDay(day);
    }
}
