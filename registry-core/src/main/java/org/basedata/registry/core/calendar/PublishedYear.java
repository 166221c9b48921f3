package org.basedata.registry.core.calendar;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The arrangement of one year as it is in force.
 *
 * @param source notice that it was taken from; null when whoever uploaded it did not say
 * @param days those that differ from what their weekday says, and the holidays that fall on weekends; in their order
 * @param publishedBy who uploaded it; null for a year that comes with the registry
 * @param publishedAt likewise
 */
public record PublishedYear(int year, String source, List<CalendarDay> days, String publishedBy, Instant publishedAt) {
    public PublishedYear {
        days = days.stream().sorted(Comparator.comparing(CalendarDay::date)).toList();
    }
}
