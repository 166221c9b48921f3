package org.basedata.registry.importers.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.core.submission.RowFingerprint;

/**
 * What the importers must know of source records: whether a row is known, and which records are missing from a complete
 * extract. A record stands on a day when its timeline holds something on that day or later. Present in a delivery are the keys
 * ({@link org.basedata.registry.core.record.RecordKey#digest()}) in the rows of table {@code extract_present (delivery,
 * record_keys)}.
 */
public interface StandingRecords {
    /** @param fingerprint of the row that brought the version; null when a row of the record must always be checked */
    record Highest(long version, RowFingerprint fingerprint) {}

    /** The highest versions of those of the records that are known, as committed at some time during the call. */
    Map<UUID, Highest> highest(UUID[] keys);

    /** How many records of this source and dataset stand on the day. */
    long standing(String source, String dataset, LocalDate day);

    /** How many of them are not present in the delivery. */
    long missing(String source, String dataset, LocalDate day, UUID delivery);

    /**
     * Notes those in table {@code extract_missing (delivery, record_key)} instead of what was noted before.
     *
     * @return how many were noted, at most {@code most}
     */
    long noteMissing(String source, String dataset, LocalDate day, UUID delivery, long most);

    /** @param recordId null when the record does not stand any more */
    record Noted(UUID key, String recordId) {}

    /** The first of those that are noted, in the order of their keys. */
    List<Noted> noted(UUID delivery, LocalDate day, int limit);
}
