package org.basedata.registry.core.record;

/**
 * A source record says: this item has this value from one day until another (陈述).
 *
 * @param from first day, or {@link Days#EVER}
 * @param to first day on which it no longer holds, or {@link Days#FOREVER}
 * @param version the version that said it first, of adjacent periods with the same value
 */
public record Statement(RecordKey record, String item, String value, long from, long to, RecordVersion version) {
    public boolean holdsOn(long day) {
        return from <= day && day < to;
    }
}
