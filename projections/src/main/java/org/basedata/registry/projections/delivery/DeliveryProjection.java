package org.basedata.registry.projections.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** Follows the events of deliveries into table {@code delivery_status}. */
public final class DeliveryProjection {
    /** Most events that one transaction applies. */
    private static final int BATCH = 2_000;

    /** Name of the streaming processor and of its processing group. */
    public static final String PROCESSOR = "deliveries";

    private final DeliveryStatuses statuses;
    private final TransactionTemplate attempt;

    private DeliveryProjection(DeliveryStatuses statuses, TransactionTemplate attempt) {
        this.statuses = statuses;
        this.attempt = attempt;
    }

    /**
     * The streaming processor that follows the store; it is not started yet. An event that cannot be applied is parked in the
     * dead-letter queue, and with it the later events of the same delivery; all others go on.
     *
     * @param transactions begins transactions on {@code dataSource} that Spring knows of
     * @param events serializer of stored events; the dead-letter queue keeps events under the same names
     */
    public static StreamingEventProcessor processor(
            StreamableMessageSource<TrackedEventMessage<?>> store,
            DataSource dataSource,
            TransactionManager transactions,
            ObjectMapper json,
            Serializer events) {
        DeliveryProjection projection =
                new DeliveryProjection(new DeliveryStatuses(dataSource, json), attempts(dataSource));
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(projection)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                .queue(deadLetters(dataSource, transactions, events))
                .transactionManager(transactions)
                // Without it the queue is asked for every single event.
                .enableSequenceIdentifierCache()
                .build();
        return PooledStreamingEventProcessor.builder()
                .name(PROCESSOR)
                .eventHandlerInvoker(new InBatches(invoker, projection, dataSource))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(store)
                .tokenStore(tokens(dataSource, events))
                .transactionManager(transactions)
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(1)
                .batchSize(BATCH)
                .coordinatorExecutor(name -> Executors.newSingleThreadScheduledExecutor(threads(name + "-follow")))
                .workerExecutor(name -> Executors.newSingleThreadScheduledExecutor(threads(name + "-apply")))
                .build();
    }

    /** The events that could not be applied, by delivery. */
    static JdbcSequencedDeadLetterQueue<EventMessage<?>> deadLetters(
            DataSource dataSource, TransactionManager transactions, Serializer events) {
        return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(PROCESSOR)
                .connectionProvider(connections(dataSource))
                .transactionManager(transactions)
                .eventSerializer(events)
                .genericSerializer(events)
                .build();
    }

    /** Axon closes what it is given; a connection of the open transaction stays open all the same. */
    private static ConnectionProvider connections(DataSource dataSource) {
        return new TransactionAwareDataSourceProxy(dataSource)::getConnection;
    }

    /** How far the processor of whichever process has followed the log; the last position there is when none has begun. */
    public static long followedUpTo(JdbcTemplate jdbc) {
        Long position = jdbc.queryForObject(
                "SELECT min((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint) FROM tokenentry"
                        + " WHERE processorname = ?",
                Long.class,
                PROCESSOR);
        return position == null ? Long.MAX_VALUE : position;
    }

    /** Where the processor's progress is kept. */
    static JdbcTokenStore tokens(DataSource dataSource, Serializer tokens) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections(dataSource))
                .serializer(tokens)
                .build();
    }

    /**
     * Each event stands behind a savepoint: PostgreSQL gives up a whole transaction at the first error, and then nothing could
     * be parked.
     */
    private static TransactionTemplate attempts(DataSource dataSource) {
        TransactionTemplate attempt = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return attempt;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    @EventHandler
    void on(DeliveryEvent event, TrackedEventMessage<?> message) {
        long position = message.trackingToken().position().orElseThrow();
        attempt.executeWithoutResult(status -> statuses.apply(event, message.getTimestamp(), position));
    }

    /** All of them, or, when it fails, nothing: the transaction is as it was before. */
    void apply(List<TrackedEventMessage<?>> messages) {
        List<DeliveryStatuses.Placed> events = new ArrayList<>(messages.size());
        for (TrackedEventMessage<?> message : messages)
            events.add(new DeliveryStatuses.Placed(
                    (DeliveryEvent) message.getPayload(),
                    message.getTimestamp(),
                    message.trackingToken().position().orElseThrow()));
        attempt.executeWithoutResult(status -> statuses.apply(events));
    }
}
