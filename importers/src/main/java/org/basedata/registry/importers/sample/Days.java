package org.basedata.registry.importers.sample;

import java.time.LocalDate;

/** Days as epoch days; written as {@code YYYY-MM-DD}. All days of a sample lie before {@link #LAST}. */
final class Days {
    /** A fixed day, not the clock's: the same seed gives the same bytes on any day. */
    static final long LAST = of(2026, 1, 1);

    private Days() {}

    static long of(int year, int month, int day) {
        return LocalDate.of(year, month, day).toEpochDay();
    }

    static String text(long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        StringBuilder out = new StringBuilder(10);
        Numbers.append(out, day.getYear(), 4);
        out.append('-');
        Numbers.append(out, day.getMonthValue(), 2);
        out.append('-');
        Numbers.append(out, day.getDayOfMonth(), 2);
        return out.toString();
    }

    static void appendCompact(StringBuilder out, long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        Numbers.append(out, day.getYear(), 4);
        Numbers.append(out, day.getMonthValue(), 2);
        Numbers.append(out, day.getDayOfMonth(), 2);
    }

    static long notAfterLast(long epochDay) {
        return Math.min(epochDay, LAST - 1);
    }
}
