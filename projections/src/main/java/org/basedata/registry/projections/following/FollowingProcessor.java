package org.basedata.registry.projections.following;

import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The streaming processor of a projection, and what it keeps in the database under its name. */
public final class FollowingProcessor {
    /** Most events that one transaction applies. */
    private static final int BATCH = 2_000;

    private FollowingProcessor() {}

    /**
     * A processor that follows the store from its beginning, or from where it was; it is not started yet. An event that cannot be
     * applied is parked in the dead-letter queue, and with it the later events of the same stream; all others go on.
     *
     * @param name of the processor and of its processing group
     * @param transactions begins transactions on {@code dataSource} that Spring knows of
     * @param events serializer of stored events; the dead-letter queue keeps events under the same names
     */
    public static StreamingEventProcessor of(
            String name,
            FollowingProjection projection,
            StreamableMessageSource<TrackedEventMessage<?>> store,
            DataSource dataSource,
            TransactionManager transactions,
            Serializer events) {
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(projection)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                .queue(deadLetters(name, dataSource, transactions, events))
                .transactionManager(transactions)
                // Without it the queue is asked for every single event.
                .enableSequenceIdentifierCache()
                .build();
        return PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(new InBatches(name, invoker, projection, dataSource))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(store)
                .tokenStore(tokens(dataSource, events))
                .transactionManager(transactions)
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(1)
                .batchSize(BATCH)
                .coordinatorExecutor(of -> Executors.newSingleThreadScheduledExecutor(threads(of + "-follow")))
                .workerExecutor(of -> Executors.newSingleThreadScheduledExecutor(threads(of + "-apply")))
                .build();
    }

    /** The events that a processor could not apply, by stream. */
    public static JdbcSequencedDeadLetterQueue<EventMessage<?>> deadLetters(
            String processor, DataSource dataSource, TransactionManager transactions, Serializer events) {
        return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(processor)
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

    /** How far the processor of whichever process has followed the log, as it has noted; empty when none has begun. */
    public static OptionalLong followedUpTo(String processor, DataSource dataSource) {
        Long position = new JdbcTemplate(dataSource)
                .queryForObject(
                        "SELECT min((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint) FROM tokenentry"
                                + " WHERE processorname = ?",
                        Long.class,
                        processor);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** Where the processor's progress is kept. */
    private static JdbcTokenStore tokens(DataSource dataSource, Serializer tokens) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections(dataSource))
                .serializer(tokens)
                .build();
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
