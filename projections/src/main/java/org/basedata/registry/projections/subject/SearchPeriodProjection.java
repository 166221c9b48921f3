package org.basedata.registry.projections.subject;

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
import org.basedata.registry.core.subject.OutcomeEvent;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.following.FollowingProjection;

/** Follows the events of subjects into table {@code search_period}. */
public final class SearchPeriodProjection extends FollowingProjection {
    /** Name of the streaming processor and of its processing group. */
    public static final String PROCESSOR = "search-periods";

    private final SearchPeriods periods;

    private SearchPeriodProjection(DataSource dataSource) {
        super(dataSource);
        this.periods = new SearchPeriods(dataSource);
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
                PROCESSOR, new SearchPeriodProjection(dataSource), store, dataSource, transactions, events);
    }

    /** Conflicts assign no values: their events are not even decoded. */
    @EventHandler
    void on(OutcomeEvent event, TrackedEventMessage<?> message) {
        alone(message);
    }

    @Override
    protected void apply(List<TrackedEventMessage<?>> messages) {
        List<RecordedEvent> events = new ArrayList<>(messages.size());
        for (TrackedEventMessage<?> message : messages) {
            DomainEventMessage<?> stored = (DomainEventMessage<?>) message;
            events.add(new RecordedEvent(
                    SubjectId.of(stored.getAggregateIdentifier()),
                    stored.getSequenceNumber(),
                    stored.getTimestamp(),
                    (SubjectEvent) stored.getPayload()));
        }
        periods.apply(events);
    }
}
