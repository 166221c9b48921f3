package org.basedata.registry.core.submission;

import java.util.List;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecord;

/**
 * Command: decide these rows together, as {@link org.basedata.registry.core.subject.SubmitRecords} does, and keep in the same
 * transaction that these deliveries have ended. Takes effect as a whole or not at all; answers the outcomes of the rows.
 */
public record EndDeliveries(List<SubmitRecord> rows, List<Ending> endings) {
    public EndDeliveries {
        rows = List.copyOf(rows);
        endings = List.copyOf(endings);
    }

    /**
     * A delivery that ends.
     *
     * @param from where its rows begin among those of the command
     * @param to behind its last row
     * @param decided outcomes of rows that were decided before; its rows in the command come on top
     */
    public record Ending(DeliveryEnd delivery, int from, int to, List<RecordOutcome> decided) {}
}
