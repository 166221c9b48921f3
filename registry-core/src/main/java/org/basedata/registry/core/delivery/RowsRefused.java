package org.basedata.registry.core.delivery;

import java.util.SortedMap;
import java.util.UUID;

/**
 * Rows were refused and are kept in quarantine. Counted by event, so that scorecards can be recomputed.
 *
 * @param rows how many rows
 * @param byCode fault code to the number of rows that have it; a row with two faults counts under both
 */
public record RowsRefused(UUID delivery, String source, long rows, SortedMap<String, Long> byCode)
        implements DeliveryEvent {}
