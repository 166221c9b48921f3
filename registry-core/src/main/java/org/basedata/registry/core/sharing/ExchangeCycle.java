package org.basedata.registry.core.sharing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** How often those who give in a group bring up to date what they give (交换周期). Periods are those of the calendar. */
public enum ExchangeCycle {
    /** As it changes; no day is due. */
    REAL_TIME("实时"),
    DAILY("每日"),
    WEEKLY("每周"),
    MONTHLY("每月"),
    QUARTERLY("每季度");

    private final String zh;

    ExchangeCycle(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** First day of the period that a day lies in; null when there are no periods. */
    public LocalDate begins(LocalDate day) {
        return switch (this) {
            case REAL_TIME -> null;
            case DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case QUARTERLY -> day.with(IsoFields.DAY_OF_QUARTER, 1);
        };
    }

    /** The day by which the exchange of the period that a day lies in ought to be made: its last. Null when there are no periods. */
    public LocalDate due(LocalDate day) {
        LocalDate begins = begins(day);
        return switch (this) {
            case REAL_TIME -> null;
            case DAILY -> day;
            case WEEKLY -> begins.plusDays(6);
            case MONTHLY -> begins.plusMonths(1).minusDays(1);
            case QUARTERLY -> begins.plusMonths(3).minusDays(1);
        };
    }

    /**
     * Since when the exchange is late: the day after the last one of the first period in which it was not made and that has not been made up for.
     * Null when it is not late, that is, when it was made in the last whole period or later.
     *
     * @param since day from which it had to be made; what is left of a period that had begun before is not counted
     * @param last day of the last one; null when there was none
     */
    public LocalDate lateSince(LocalDate since, LocalDate last, LocalDate today) {
        LocalDate now = begins(today);
        if (now == null) return null;
        LocalDate first = begins(since).equals(since) ? since : after(since);
        if (last != null && !after(last).isBefore(first)) first = after(last);
        LocalDate late = after(first);
        return late.isAfter(now) ? null : late;
    }

    /** First day of the period after the one that a day lies in. */
    private LocalDate after(LocalDate day) {
        return due(day).plusDays(1);
    }
}
