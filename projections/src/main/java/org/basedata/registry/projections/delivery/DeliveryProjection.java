package org.basedata.registry.projections.delivery;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.following.FollowingProjection;
import tools.jackson.databind.ObjectMapper;

/** Follows the events of deliveries into table {@code delivery_status}. */
public final class DeliveryProjection extends FollowingProjection {
    /** Name of the streaming processor and of its processing group. */
    public static final String PROCESSOR = "deliveries";

    private final DeliveryStatuses statuses;

    private DeliveryProjection(DataSource dataSource, ObjectMapper json) {
        super(dataSource);
        this.statuses = new DeliveryStatuses(dataSource, json);
    }

    /**
     * The streaming processor that follows the store; it is not started yet.
     *
     * @param transactions begins transactions on {@code dataSource} that Spring knows of
     * @param events serializer of stored events
     */
    public static StreamingEventProcessor processor(
            StreamableMessageSource<TrackedEventMessage<?>> store,
            DataSource dataSource,
            TransactionManager transactions,
            ObjectMapper json,
            Serializer events) {
        return FollowingProcessor.of(
                PROCESSOR, new DeliveryProjection(dataSource, json), store, dataSource, transactions, events);
    }

    @EventHandler
    void on(DeliveryEvent event, TrackedEventMessage<?> message) {
        alone(message);
    }

    @Override
    protected void apply(List<TrackedEventMessage<?>> messages) {
        List<DeliveryStatuses.Placed> events = new ArrayList<>(messages.size());
        for (TrackedEventMessage<?> message : messages)
            events.add(new DeliveryStatuses.Placed(
                    (DeliveryEvent) message.getPayload(),
                    message.getTimestamp(),
                    message.trackingToken().position().orElseThrow()));
        statuses.apply(events);
    }
}
