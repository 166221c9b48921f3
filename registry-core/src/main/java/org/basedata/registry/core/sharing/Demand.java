package org.basedata.registry.core.sharing;

import java.time.Instant;
import java.util.UUID;

/**
 * A demand for what the catalogue does not have, as its events tell it. Immutable.
 *
 * @param sequence of the last event
 * @param answer null while there is none
 */
public record Demand(
        UUID id,
        long sequence,
        DemandRecorded recorded,
        Instant recordedAt,
        DemandAnswered answer,
        Instant answeredAt) {
    /** @param before null for the first event */
    public static Demand after(UUID id, Demand before, DemandEvent happened, long sequence, Instant at) {
        return happened instanceof DemandRecorded event
                ? new Demand(id, sequence, event, at, null, null)
                : new Demand(id, sequence, before.recorded, before.recordedAt, (DemandAnswered) happened, at);
    }
}
