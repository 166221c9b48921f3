package org.basedata.registry.api;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.core.submission.RowFingerprint;
import org.basedata.registry.importers.ledger.StandingRecords;
import org.basedata.registry.projections.subject.SourceRecords;

/** Joins two modules that may not know each other: the importers ask, the projections have the table. */
record StandingSourceRecords(SourceRecords records) implements StandingRecords {
    @Override
    public Map<UUID, Highest> highest(UUID[] keys) {
        Map<UUID, Highest> highest = new HashMap<>(keys.length * 2);
        records.highest(keys, (key, version, fingerprint) -> {
            RowFingerprint row = fingerprint == null ? null : RowFingerprint.of(fingerprint);
            highest.put(key, new Highest(version, row));
        });
        return highest;
    }

    @Override
    public long standing(String source, String dataset, LocalDate day) {
        return records.standing(source, dataset, day);
    }

    @Override
    public long missing(String source, String dataset, LocalDate day, UUID delivery) {
        return records.missing(source, dataset, day, delivery);
    }

    @Override
    public long noteMissing(String source, String dataset, LocalDate day, UUID delivery, long most) {
        return records.noteMissing(source, dataset, day, delivery, most);
    }

    @Override
    public List<Noted> noted(UUID delivery, LocalDate day, int limit) {
        return records.noted(delivery, day, limit).stream()
                .map(noted -> new Noted(noted.key(), noted.recordId()))
                .toList();
    }
}
