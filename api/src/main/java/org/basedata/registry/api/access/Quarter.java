package org.basedata.registry.api.access;

import java.time.Clock;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.subject.Times;

/** A quarter of a year, as in {@code 2026Q4}. */
public record Quarter(int year, int number) {
    private static final Pattern FORM = Pattern.compile("(20[0-9]{2})Q([1-4])");

    /** @param text null for the one that it is now */
    public static Quarter of(String text, Clock clock) {
        if (text == null || text.isBlank()) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), Times.CHINA);
            return new Quarter(today.getYear(), (today.getMonthValue() + 2) / 3);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches())
            throw Parameters.invalid("quarter", "quarter 应写作 2026Q4", "quarter is written as in 2026Q4");
        return new Quarter(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    public LocalDate from() {
        return LocalDate.of(year, 3 * number - 2, 1);
    }

    /** The first day after it. */
    public LocalDate to() {
        return from().plusMonths(3);
    }

    public Quarter before() {
        return number == 1 ? new Quarter(year - 1, 4) : new Quarter(year, number - 1);
    }

    @Override
    public String toString() {
        return year + "Q" + number;
    }
}
