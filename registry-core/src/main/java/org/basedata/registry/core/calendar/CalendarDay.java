package org.basedata.registry.core.calendar;

import java.time.LocalDate;

/**
 * A day that the arrangement of its year names.
 *
 * @param name the festival that it belongs to, in Chinese
 */
public record CalendarDay(LocalDate date, DayKind kind, String name) {}
