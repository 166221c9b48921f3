package org.basedata.registry.core.calendar;

import java.time.LocalDate;

/**
 * By when something is due.
 *
 * @param due the last day; the deadline passes with its end, 24:00 at +08:00
 * @param unpublishedYear the first year without published holidays among the days that were counted; null when all were published
 */
public record Deadline(LocalDate due, Integer unpublishedYear) {
    /** Whether it has to be counted again when {@link #unpublishedYear} is published. */
    public boolean isProvisional() {
        return unpublishedYear != null;
    }
}
