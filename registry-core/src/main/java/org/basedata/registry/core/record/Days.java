package org.basedata.registry.core.record;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

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

    /** A date as ISO 8601 writes it; quick for the usual ten characters. */
    public static LocalDate parse(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') return LocalDate.parse(text);
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) throw new DateTimeParseException("no date", text, i);
            number = 10 * number + digit;
        }
        return number;
    }
}
