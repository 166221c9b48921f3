package org.basedata.registry.core.delivery;

import java.util.UUID;

/** What happens in a delivery's stream. */
public sealed interface DeliveryEvent permits DeliveryReceived, RowsRefused, DeliveryCompleted, DeliveryTaken {
    /** Aggregate type of delivery streams in the event store. */
    String STREAM = "Delivery";

    UUID delivery();
}
