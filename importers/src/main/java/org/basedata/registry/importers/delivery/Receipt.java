package org.basedata.registry.importers.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;

/**
 * The answer to a delivery.
 *
 * @param position opaque token of the log's position that covers all rows of this delivery; null while a file is running
 * @param records the outcome of every row, in order; empty for files, whose refused rows are listed on their own
 * @param warnings about the delivery as a whole
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Receipt(
        UUID deliveryId,
        String position,
        DeliveryCompleted.Counts counts,
        List<RecordOutcome> records,
        List<Fault> warnings) {}
