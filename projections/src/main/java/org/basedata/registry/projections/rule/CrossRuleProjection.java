package org.basedata.registry.projections.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.following.FollowingProjection;
import tools.jackson.databind.ObjectMapper;

/** Follows the events of subjects into the tables {@code subject_tie} and {@code tie_violation}. */
public final class CrossRuleProjection extends FollowingProjection {
    /** Name of the streaming processor and of its processing group. */
    public static final String PROCESSOR = "cross-rules";

    private final CrossRules rules;
    private final Consumer<Set<SubjectId>> broken;

    private CrossRuleProjection(
            DataSource dataSource, SubjectIds ids, ObjectMapper json, Consumer<Set<SubjectId>> broken) {
        super(dataSource);
        this.broken = broken;
        this.rules = new CrossRules(dataSource, ids, json);
    }

    /**
     * The streaming processor that follows the store; it is not started yet.
     *
     * @param transactions begins transactions on {@code dataSource} that Spring knows of
     * @param events serializer of stored events
     * @param broken told, in the transaction that writes them, of subjects that break a rule now or did until then
     */
    public static StreamingEventProcessor processor(
            StreamableMessageSource<TrackedEventMessage<?>> store,
            DataSource dataSource,
            TransactionManager transactions,
            SubjectIds ids,
            ObjectMapper json,
            Serializer events,
            Consumer<Set<SubjectId>> broken) {
        return FollowingProcessor.of(
                PROCESSOR,
                new CrossRuleProjection(dataSource, ids, json, broken),
                store,
                dataSource,
                transactions,
                events);
    }

    /** Conflicts assign no values: their events are not even decoded. */
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
        List<CrossRules.Change> changes = new ArrayList<>();
        for (TrackedEventMessage<?> message : messages) {
            DomainEventMessage<?> stored = (DomainEventMessage<?>) message;
            CrossRules.Change.of(SubjectId.of(stored.getAggregateIdentifier()), (SubjectEvent) stored.getPayload())
                    .ifPresent(changes::add);
        }
        broken.accept(rules.apply(changes));
    }
}
