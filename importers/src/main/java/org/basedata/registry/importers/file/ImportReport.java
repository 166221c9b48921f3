package org.basedata.registry.importers.file;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.fault.Fault;

/**
 * What became of a file.
 *
 * @param position opaque token of the log's position that covers all its rows
 * @param refusedByCode fault code to the number of rows that have it; a row with two faults counts under both
 * @param vanished records that were missing from a complete extract and were ended
 * @param resumed true when an interrupted run was continued
 * @param duration of this run
 */
public record ImportReport(
        UUID deliveryId,
        String position,
        DeliveryCompleted.Counts counts,
        SortedMap<String, Long> refusedByCode,
        long vanished,
        List<Fault> warnings,
        boolean resumed,
        Duration duration) {
    /** Exit code of a program that imports: 0 all accepted or unchanged, 3 some refused. */
    public int exitCode() {
        return counts.refused() == 0 ? 0 : 3;
    }
}
