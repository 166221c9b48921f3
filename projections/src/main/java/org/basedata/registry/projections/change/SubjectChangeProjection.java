package org.basedata.registry.projections.change;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.OutcomeEvent;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.following.FollowingProjection;

/** Follows the events of subjects into table {@code subject_change}. */
public final class SubjectChangeProjection extends FollowingProjection {
    /** Name of the streaming processor and of its processing group. */
    public static final String PROCESSOR = "changes";

    private final ChangeTable table;

    private SubjectChangeProjection(DataSource dataSource) {
        super(dataSource);
        this.table = new ChangeTable(dataSource);
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
            Serializer events) {
        return FollowingProcessor.of(
                PROCESSOR, new SubjectChangeProjection(dataSource), store, dataSource, transactions, events);
    }

    /** Conflicts assign no values: their events are not even decoded. What a decision does to values follows it as an outcome. */
    @EventHandler
    void on(OutcomeEvent event, TrackedEventMessage<?> message) {
        alone(message);
    }

    @EventHandler
    void on(IdentityEvent event, TrackedEventMessage<?> message) {
        alone(message);
    }

    @Override
    protected void apply(List<TrackedEventMessage<?>> messages) {
        List<ChangeTable.Logged> events = new ArrayList<>(messages.size());
        for (TrackedEventMessage<?> message : messages) {
            DomainEventMessage<?> stored = (DomainEventMessage<?>) message;
            events.add(new ChangeTable.Logged(
                    message.trackingToken().position().orElseThrow(),
                    new RecordedEvent(
                            SubjectId.of(stored.getAggregateIdentifier()),
                            stored.getSequenceNumber(),
                            stored.getTimestamp(),
                            (SubjectEvent) stored.getPayload())));
        }
        table.apply(events);
    }
}
