package org.basedata.registry.projections.subject;

import java.util.UUID;
import org.basedata.registry.core.identifier.Recent;
import org.basedata.registry.core.record.RecordKey;

/** The 128 bits by which rows of source records are found, in PostgreSQL's order. */
final class RecordKeys {
    private static final Recent<RecordKey, UUID> RECENT = new Recent<>(16, RecordKey::digest);

    private RecordKeys() {}

    static UUID of(RecordKey key) {
        return RECENT.of(key);
    }

    /** PostgreSQL's order of uuid, so that all writers lock rows in the same order. */
    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
