package org.basedata.registry.core.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The holidays that the law itself fixes: 《全国年节及纪念日放假办法》 第二条, as of 2008 (国务院令第513号, and 第644号 of 2014) and as amended from
 * 2025 on (国务院令第795号: the eve of Spring Festival and 2 May were added). Those by the lunar calendar have no date here.
 */
final class StatutoryDays {
    /** Before that year the law knew other days. */
    static final int FIRST_YEAR = 2008;

    private static final int AMENDED = 2025;
    private static final List<MonthDay> FIXED =
            List.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1), MonthDay.of(10, 2), MonthDay.of(10, 3));
    private static final MonthDay SECOND_OF_MAY = MonthDay.of(5, 2);

    private StatutoryDays() {}

    /** Those with a date by the solar calendar. */
    static boolean isFixed(LocalDate date) {
        MonthDay day = MonthDay.from(date);
        return FIXED.contains(day) || date.getYear() >= AMENDED && day.equals(SECOND_OF_MAY);
    }

    static Set<LocalDate> fixed(int year) {
        Set<LocalDate> dates = new TreeSet<>();
        for (MonthDay day : FIXED) dates.add(day.atYear(year));
        if (year >= AMENDED) dates.add(SECOND_OF_MAY.atYear(year));
        return dates;
    }

    /** All of a year, those by the lunar calendar included. */
    static int count(int year) {
        return year >= AMENDED ? 13 : 11;
    }
}
