package org.basedata.registry.core.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;

/**
 * A delivery came and all its rows were dealt with before it was answered: says in one event what {@link DeliveryReceived},
 * {@link RowsRefused} and {@link DeliveryCompleted} say of a delivery that takes its time.
 *
 * @param channel API
 * @param dataset the dataset of rows that name none; null where each row names its own
 * @param extractTime null when the delivery is no extract
 * @param complete true when a record of the dataset that is missing here has left the source
 * @param letIn who let an extract in that is older than one taken before; null for all others
 * @param vanishedLimitLifted who lifted the limit on vanished records; null when it stands
 * @param vanished records that were missing from a complete extract and were ended
 * @param refusedByCode fault code to the number of rows that have it; a row with two faults counts under both
 * @param records outcome of every row
 * @param warnings about the delivery as a whole
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DeliveryTaken(
        UUID delivery,
        String source,
        String channel,
        String dataset,
        Instant extractTime,
        boolean complete,
        Waiver letIn,
        Waiver vanishedLimitLifted,
        DeliveryCompleted.Counts counts,
        long vanished,
        SortedMap<String, Long> refusedByCode,
        List<RecordOutcome> records,
        List<Fault> warnings)
        implements DeliveryEvent {
    public DeliveryTaken {
        refusedByCode = refusedByCode == null ? new TreeMap<>() : refusedByCode;
        records = records == null ? List.of() : List.copyOf(records);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
