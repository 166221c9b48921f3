/**
 * Working days and the deadlines that run on them. The official arrangements of holidays and make-up days enter, a file a year; dates by
 * which something is due leave. Counting is pure; {@link org.basedata.registry.core.calendar.OfficialCalendar} keeps the years. What has
 * a deadline is the matter of others.
 */
package org.basedata.registry.core.calendar;
