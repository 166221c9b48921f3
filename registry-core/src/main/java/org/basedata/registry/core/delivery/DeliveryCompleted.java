package org.basedata.registry.core.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;

/**
 * All rows of a delivery are dealt with: received = accepted + unchanged + refused.
 *
 * @param vanished records that were missing from a complete extract and were ended
 * @param records outcome of every row; empty for files, whose refused rows are in quarantine
 * @param warnings about the delivery as a whole
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DeliveryCompleted(
        UUID delivery, String source, Counts counts, long vanished, List<RecordOutcome> records, List<Fault> warnings)
        implements DeliveryEvent {
    public DeliveryCompleted {
        records = records == null ? List.of() : List.copyOf(records);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** Rows by outcome. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Counts(long received, long accepted, long unchanged, long refused) {}
}
