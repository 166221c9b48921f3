package org.basedata.registry.importers.delivery;

import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.submission.RawRecord;

/**
 * A delivery over the API.
 *
 * @param source code of the source that submits
 * @param dataset the dataset of rows that name none; needed when there is an extract time, else may be null
 * @param extractTime when the rows were read from the source's system; null when this is no extract
 * @param complete true when a record of the dataset that is missing here has left the source; needs an extract time
 * @param records 1 to 5,000 rows, their index counting from 0
 * @param client who sends, the scope of the idempotency key
 * @param idempotencyKey null when none was sent
 * @param bodyHash hash of the request's body; needed with an idempotency key
 * @param letIn a person lets in this extract although a later one was taken; null for all others
 * @param vanishedLimitLifted a person lifts the limit on vanished records for this extract; null when it stands
 */
public record SubmitDelivery(
        String source,
        String dataset,
        Instant extractTime,
        boolean complete,
        List<RawRecord> records,
        String client,
        String idempotencyKey,
        String bodyHash,
        Waiver letIn,
        Waiver vanishedLimitLifted) {
    /** The most rows of one delivery; more go by file. */
    public static final int MOST = 5_000;

    public SubmitDelivery {
        records = List.copyOf(records);
    }

    /** A delivery for which nobody waived anything. */
    public SubmitDelivery(
            String source,
            String dataset,
            Instant extractTime,
            boolean complete,
            List<RawRecord> records,
            String client,
            String idempotencyKey,
            String bodyHash) {
        this(source, dataset, extractTime, complete, records, client, idempotencyKey, bodyHash, null, null);
    }
}
