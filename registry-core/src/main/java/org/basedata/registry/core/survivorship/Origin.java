package org.basedata.registry.core.survivorship;

import java.time.Instant;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.Statement;

/** The source record and version that a value comes from, and when the registry learned it. */
public record Origin(String source, String dataset, String recordId, long version, Instant recordedAt) {
    static Origin of(Statement statement) {
        RecordKey key = statement.record();
        return new Origin(
                key.source(),
                key.dataset(),
                key.recordId(),
                statement.version().version(),
                statement.version().provenance().recordedAt());
    }

    public RecordKey record() {
        return new RecordKey(source, dataset, recordId);
    }

    /** Written out because every segment of every decision is compared: what differs most often comes first. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Origin o
                        && version == o.version
                        && recordId.equals(o.recordId)
                        && dataset.equals(o.dataset)
                        && source.equals(o.source)
                        && recordedAt.equals(o.recordedAt);
    }

    @Override
    public int hashCode() {
        return 31 * recordId.hashCode() + Long.hashCode(version);
    }
}
