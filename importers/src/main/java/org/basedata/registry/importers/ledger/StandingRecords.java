package org.basedata.registry.importers.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What the importers must know of source records to end those that are missing from a complete extract. A record stands on a
 * day when its timeline holds something on that day or later. Present in a delivery are the rows of table
 * {@code extract_present (delivery, record_id)}.
 */
public interface StandingRecords {
    /** How many records of this source and dataset stand on the day. */
    long standing(String source, String dataset, LocalDate day);

    /** How many of them are not present in the delivery. */
    long missing(String source, String dataset, LocalDate day, UUID delivery);

    /**
     * Those that are not present, in the order of their ids.
     *
     * @param after the last id of the page before; null for the first page
     */
    List<String> missing(String source, String dataset, LocalDate day, UUID delivery, String after, int limit);
}
