package org.basedata.registry.core.survivorship;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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

    /** Written out because every segment of every decision is compared. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Segment o
                        && status == o.status
                        && basis == o.basis
                        && value.equals(o.value)
                        && Objects.equals(from, o.from)
                        && Objects.equals(to, o.to)
                        && origin.equals(o.origin)
                        && corroboratedBy.equals(o.corroboratedBy);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + origin.hashCode();
    }
}
