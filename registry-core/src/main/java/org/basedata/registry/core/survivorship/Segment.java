package org.basedata.registry.core.survivorship;

import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.record.Days;

/**
 * A stretch of an item's timeline over which value, status and origin stay the same.
 *
 * @param from first day, null for since ever
 * @param to first day no longer covered, null for until further notice
 * @param corroboratedBy other sources that say the same, in code order
 */
public record Segment(
        LocalDate from,
        LocalDate to,
        String value,
        ItemStatus status,
        Basis basis,
        Origin origin,
        List<String> corroboratedBy) {
    public boolean covers(LocalDate day) {
        long d = day.toEpochDay();
        return Days.from(from) <= d && d < Days.to(to);
    }
}
