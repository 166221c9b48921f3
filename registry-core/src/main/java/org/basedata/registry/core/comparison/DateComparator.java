package org.basedata.registry.core.comparison;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Dates within a number of days of each other. Reads 1985-09-01, 1985/9/1, 1985.9.1, 19850901, 1985年9月1日, each also with a
 * time of day, which is dropped; with an offset the day is the one at +08:00. Anything else is compared as text.
 */
record DateComparator(int days) implements ItemComparator {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    @Override
    public String normalise(String value) {
        String text = TextComparator.exact(value);
        LocalDate date = read(text);
        return date == null ? text : date.toString();
    }

    @Override
    public boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        String left = TextComparator.exact(one);
        String right = TextComparator.exact(other);
        LocalDate from = read(left);
        LocalDate to = read(right);
        if (from == null || to == null) {
            return from == null && to == null && left.equals(right);
        }
        return Math.abs(ChronoUnit.DAYS.between(from, to)) <= days;
    }

    private static LocalDate read(String text) {
        try {
            int digits = digits(text, 0);
            if (digits == 8 && ends(text, 8)) {
                return date(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
            }
            if (digits != 4 || text.length() < 8) {
                return null;
            }
            char separator = text.charAt(4);
            char second = separator == '年' ? '月' : separator;
            if ("-/.年".indexOf(separator) < 0) {
                return null;
            }
            int monthEnd = 5 + digits(text, 5);
            if (monthEnd - 5 < 1 || monthEnd - 5 > 2 || monthEnd >= text.length() || text.charAt(monthEnd) != second) {
                return null;
            }
            int dayEnd = monthEnd + 1 + digits(text, monthEnd + 1);
            int dayDigits = dayEnd - monthEnd - 1;
            if (dayDigits < 1 || dayDigits > 2) {
                return null;
            }
            int end = dayEnd;
            if (separator == '年' && end < text.length() && text.charAt(end) == '日') {
                end++;
            }
            if (!ends(text, end)) {
                return null;
            }
            if (end == 10 && separator == '-' && text.length() > 19 && text.charAt(10) == 'T' && hasOffset(text)) {
                return OffsetDateTime.parse(text).withOffsetSameInstant(CHINA).toLocalDate();
            }
            return date(number(text, 0, 4), number(text, 5, monthEnd), number(text, monthEnd + 1, dayEnd));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasOffset(String text) {
        return text.endsWith("Z") || text.indexOf('+', 11) > 0 || text.indexOf('-', 11) > 0;
    }

    private static LocalDate date(int year, int month, int day) {
        return LocalDate.of(year, month, day);
    }

    /** What follows a date may only be a time of day. */
    private static boolean ends(String text, int at) {
        if (at == text.length()) {
            return true;
        }
        if (text.length() < at + 4 || (text.charAt(at) != ' ' && text.charAt(at) != 'T')) {
            return false;
        }
        int hour = digits(text, at + 1);
        if (hour < 1 || hour > 2 || at + 1 + hour >= text.length() || text.charAt(at + 1 + hour) != ':') {
            return false;
        }
        for (int i = at + 1; i < text.length(); i++) {
            if ("0123456789:.+-Z".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i - from;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
