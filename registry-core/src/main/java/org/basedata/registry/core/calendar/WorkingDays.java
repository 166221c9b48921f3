package org.basedata.registry.core.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which days are worked on, and what follows for deadlines. Immutable.
 *
 * <p>Counting follows 《民法典》 第二百零一条 and 第二百零三条: the day of the event is not counted, and the period ends with the end of its last day.
 * Days of rest between are not counted, since the deadlines are stated in working days (《政务数据共享条例》).
 *
 * <p>In a year whose arrangement is not published, weekends and the holidays that the law fixes to a date of the solar calendar
 * are off, and all other weekdays are worked on. That is a guess at the days by the lunar calendar and at all make-up days, so a
 * deadline that was counted through such a year names it. It is to be counted again, from the same day on, once the year is published.
 */
public final class WorkingDays {
    /** Days begin there: China's time, without summer time since 1992. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final Map<LocalDate, DayKind> arranged;
    private final NavigableSet<Integer> years;

    private WorkingDays(Map<LocalDate, DayKind> arranged, NavigableSet<Integer> years) {
        this.arranged = arranged;
        this.years = years;
    }

    /** @param years of which none comes twice */
    public static WorkingDays of(Collection<PublishedYear> years) {
        Map<LocalDate, DayKind> arranged = new HashMap<>();
        NavigableSet<Integer> known = new TreeSet<>();
        for (PublishedYear year : years) {
            if (!known.add(year.year())) throw new IllegalArgumentException(year.year() + " comes twice");
            for (CalendarDay day : year.days()) arranged.put(day.date(), day.kind());
        }
        return new WorkingDays(arranged, known);
    }

    /** The day on which a time falls. */
    public static LocalDate dayOf(Instant time) {
        return time.atOffset(CHINA).toLocalDate();
    }

    /** Those whose holidays are published. */
    public SortedSet<Integer> years() {
        return Collections.unmodifiableSortedSet(years);
    }

    public boolean isWorkingDay(LocalDate date) {
        DayKind kind = arranged.get(date);
        if (kind != null) return kind == DayKind.WORKDAY;
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) return false;
        return years.contains(date.getYear()) || !StatutoryDays.isFixed(date);
    }

    /**
     * The deadline of so many working days after a day. An extension is counted in the same way from the day that was due.
     *
     * @param day the event's, which is not counted; may be one of rest
     * @param workingDays 1 or more
     */
    public Deadline after(LocalDate day, int workingDays) {
        if (workingDays < 1) throw new IllegalArgumentException(workingDays + " working days");
        Integer unpublished = null;
        LocalDate date = day;
        for (int left = workingDays; left > 0; ) {
            date = date.plusDays(1);
            if (unpublished == null && !years.contains(date.getYear())) unpublished = date.getYear();
            if (isWorkingDay(date)) left--;
        }
        return new Deadline(date, unpublished);
    }

    /**
     * Working days after {@code from} up to and including {@code to}: what is left of a deadline from a day on. Below 0 when
     * {@code to} comes first: so many were worked on since.
     */
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) return -between(to, from);
        int count = 0;
        for (LocalDate date = from.plusDays(1); !date.isAfter(to); date = date.plusDays(1))
            if (isWorkingDay(date)) count++;
        return count;
    }

    /** @param atRisk with so many working days left, or fewer, a deadline is at risk; see {@link Limits#atRisk} */
    public DueState state(LocalDate due, LocalDate today, int atRisk) {
        if (today.isAfter(due)) return DueState.OVERDUE;
        return between(today, due) <= atRisk ? DueState.AT_RISK : DueState.ON_TIME;
    }
}
