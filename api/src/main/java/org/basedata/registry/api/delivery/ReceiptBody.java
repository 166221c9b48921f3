package org.basedata.registry.api.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;

/** How a receipt looks; it is stored as bytes and sent as it was stored. */
@Schema(name = "Receipt", description = "回执 / a receipt")
record ReceiptBody(
        @Schema(example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        UUID deliveryId,

        @Schema(description = "Opaque; covers all rows. Pass it as `atLeast` to see them", example = "1234")
        String position,

        @Schema(description = "Rows by outcome; received = accepted + unchanged + refused")
        DeliveryCompleted.Counts counts,

        @Schema(description = "What became of each row, in order")
        List<RecordOutcome> records,

        @Schema(description = "About the delivery as a whole")
        List<Fault> warnings) {}
