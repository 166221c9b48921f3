package org.basedata.registry.projections.recall;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.following.FollowingProjection;

/**
 * Follows the events of subjects and tells departments what of that which they read is said otherwise now. Events only tell which subjects to
 * look at (see {@link Recalling}), so they may come again, late, and in any company.
 */
public final class WhenValueCorrectedThenRecall extends FollowingProjection {
    /** Name of the streaming processor and of its processing group. */
    public static final String PROCESSOR = "recalls";

    private final Recalling recalling;

    private WhenValueCorrectedThenRecall(DataSource dataSource, Recalling recalling) {
        super(dataSource);
        this.recalling = recalling;
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
            Serializer events,
            Recalling recalling) {
        return FollowingProcessor.of(
                PROCESSOR,
                new WhenValueCorrectedThenRecall(dataSource, recalling),
                store,
                dataSource,
                transactions,
                events);
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
        Set<SubjectId> changed = new HashSet<>();
        for (TrackedEventMessage<?> message : messages) {
            DomainEventMessage<?> stored = (DomainEventMessage<?>) message;
            // Nobody was given anything before the first.
            if (stored.getSequenceNumber() == 0) continue;
            if (stored.getPayload() instanceof OutcomeEvent event && event.outcome() == null) continue;
            changed.add(SubjectId.of(stored.getAggregateIdentifier()));
        }
        recalling.review(changed);
    }
}
