package org.basedata.registry.core.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A source handed in a delivery (批次).
 *
 * @param channel API or FILE
 * @param dataset the dataset of all rows; null where each row names its own
 * @param fileName name of the file without its folder; null for the API
 * @param contentHash SHA-256 of the file's bytes, hex; null for the API
 * @param extractTime when the rows were read from the source's own system; null when the delivery is no extract
 * @param complete true when a record of the dataset that is missing here has left the source
 * @param letIn who let an extract in that is older than one taken before; null for all others
 * @param vanishedLimitLifted who lifted the limit on vanished records; null when it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryReceived(
        UUID delivery,
        String source,
        String channel,
        String dataset,
        String fileName,
        String contentHash,
        Instant extractTime,
        boolean complete,
        Waiver letIn,
        Waiver vanishedLimitLifted)
        implements DeliveryEvent {
    /** A delivery for which nobody waived anything. */
    public DeliveryReceived(
            UUID delivery,
            String source,
            String channel,
            String dataset,
            String fileName,
            String contentHash,
            Instant extractTime,
            boolean complete) {
        this(delivery, source, channel, dataset, fileName, contentHash, extractTime, complete, null, null);
    }
}
