package org.basedata.registry.projections.delivery;

import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import tools.jackson.databind.ObjectMapper;

/** Follows the events of deliveries into table {@code delivery_status}. */
public final class DeliveryProjection {
    /** Name of the streaming processor. */
    public static final String PROCESSOR = "deliveries";

    private DeliveryProjection() {}

    /**
     * The streaming processor that follows the store; it is not started yet.
     *
     * @param transactions begins transactions on {@code dataSource} that Spring knows of
     * @param events serializer of stored events, for the dead-letter queue
     */
    public static StreamingEventProcessor processor(
            StreamableMessageSource<TrackedEventMessage<?>> store,
            DataSource dataSource,
            TransactionManager transactions,
            ObjectMapper json,
            Serializer events) {
        throw new UnsupportedOperationException();
    }
}
