package org.basedata.registry.core.record;

import java.util.Comparator;
import java.util.Objects;

/** Identity of a source record: the source, its dataset and the source's own record id. */
public record RecordKey(String source, String dataset, String recordId) implements Comparable<RecordKey> {
    private static final Comparator<RecordKey> ORDER = Comparator.comparing(RecordKey::source)
            .thenComparing(RecordKey::dataset)
            .thenComparing(RecordKey::recordId);

    public RecordKey {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(recordId, "recordId");
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
