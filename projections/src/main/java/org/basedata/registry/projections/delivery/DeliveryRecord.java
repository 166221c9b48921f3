package org.basedata.registry.projections.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;

/**
 * What became of a delivery, as far as the projection has followed.
 *
 * @param completedAt null while rows are still being dealt with
 * @param counts null until the delivery is completed
 * @param vanished records missing from a complete extract, which were ended
 * @param refusedByCode fault code to number of rows, of the rows refused so far
 * @param records outcome of every row; empty for files
 * @param position place in the log of the last event applied
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryRecord(
        UUID delivery,
        String source,
        String channel,
        String dataset,
        String fileName,
        Instant extractTime,
        boolean complete,
        Instant receivedAt,
        Instant completedAt,
        DeliveryCompleted.Counts counts,
        long vanished,
        SortedMap<String, Long> refusedByCode,
        List<RecordOutcome> records,
        List<Fault> warnings,
        long position) {}
