package org.basedata.registry.importers.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.fault.Fault;

/**
 * How far a file is.
 *
 * @param source whose file it is
 * @param rows rows that are dealt with for good
 * @param bytesDone bytes of the file that these rows and the header took
 * @param rowsPerSecond since this run began; rows of an interrupted run before are not in it
 * @param left until the last row at this rate; null while that cannot be told
 * @param counts of the rows dealt with
 * @param faults why the file was refused or failed; empty otherwise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImportProgress(
        UUID deliveryId,
        String source,
        State state,
        long rows,
        long bytesDone,
        long bytesTotal,
        double rowsPerSecond,
        Duration left,
        DeliveryCompleted.Counts counts,
        List<Fault> faults) {
    /** A file is refused for what it is (nothing of it was taken) and fails for what happened; a failed one can go on. */
    public enum State {
        RUNNING,
        DONE,
        REFUSED,
        FAILED
    }
}
