package org.basedata.registry.api;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.importers.ledger.StandingRecords;
import org.basedata.registry.projections.subject.SourceRecords;

/** Joins two modules that may not know each other: the importers ask, the projections have the table. */
record StandingSourceRecords(SourceRecords records) implements StandingRecords {
    @Override
    public long standing(String source, String dataset, LocalDate day) {
        return records.standing(source, dataset, day);
    }

    @Override
    public long missing(String source, String dataset, LocalDate day, UUID delivery) {
        return records.missing(source, dataset, day, delivery);
    }

    @Override
    public List<String> missing(String source, String dataset, LocalDate day, UUID delivery, String after, int limit) {
        return records.missing(source, dataset, day, delivery, after, limit);
    }
}
