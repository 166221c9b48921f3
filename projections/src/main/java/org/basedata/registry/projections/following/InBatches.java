package org.basedata.registry.projections.following;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Applies the events of a batch together, at the end of the batch's transaction. When that fails it is undone and they are
 * applied one by one, so that only those are parked in the dead-letter queue that cannot be applied. Events of a stream that
 * has parked ones always go one by one, since they have to be parked behind those.
 */
final class InBatches implements EventHandlerInvoker {
    private static final Logger LOG = LoggerFactory.getLogger(InBatches.class);
    private static final String RESOURCE = InBatches.class.getName();

    private final String processor;
    private final EventHandlerInvoker oneByOne;
    private final FollowingProjection projection;
    private final JdbcTemplate jdbc;

    InBatches(String processor, EventHandlerInvoker oneByOne, FollowingProjection projection, DataSource dataSource) {
        this.processor = processor;
        this.oneByOne = oneByOne;
        this.projection = projection;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return oneByOne.canHandle(message, segment);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return oneByOne.canHandleType(payloadType);
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        if (!oneByOne.canHandle(message, segment)) return;
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        List<TrackedEventMessage<?>> batch = unit.getOrComputeResource(RESOURCE, key -> {
            List<TrackedEventMessage<?>> begun = new ArrayList<>();
            unit.onPrepareCommit(work -> apply(begun, segment));
            return begun;
        });
        batch.add((TrackedEventMessage<?>) message);
    }

    private void apply(List<TrackedEventMessage<?>> batch, Segment segment) {
        // What a crash of the server takes away is applied again: the token goes with it.
        jdbc.execute("SET LOCAL synchronous_commit = off");
        Set<String> parked = parked(batch);
        List<TrackedEventMessage<?>> together = batch.stream()
                .filter(message -> !parked.contains(stream(message)))
                .toList();
        try {
            if (!together.isEmpty()) projection.together(together);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: {} events up to {} could not be applied together and are applied one by one: {}",
                    processor,
                    together.size(),
                    together.get(together.size() - 1).trackingToken(),
                    e.toString());
            batch.forEach(message -> alone(message, segment));
            return;
        }
        for (TrackedEventMessage<?> message : batch) if (parked.contains(stream(message))) alone(message, segment);
    }

    private void alone(TrackedEventMessage<?> message, Segment segment) {
        try {
            oneByOne.handle(message, segment);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Streams of these that have events in the dead-letter queue. */
    private Set<String> parked(List<TrackedEventMessage<?>> batch) {
        String[] streams = batch.stream().map(InBatches::stream).distinct().toArray(String[]::new);
        return new TreeSet<>(jdbc.query(
                "SELECT DISTINCT sequenceidentifier FROM deadletterentry WHERE processinggroup = ?"
                        + " AND sequenceidentifier = ANY (?)",
                select -> {
                    select.setString(1, processor);
                    select.setObject(2, streams);
                },
                (row, n) -> row.getString(1)));
    }

    private static String stream(TrackedEventMessage<?> message) {
        return ((DomainEventMessage<?>) message).getAggregateIdentifier();
    }

    @Override
    public boolean supportsReset() {
        return oneByOne.supportsReset();
    }

    @Override
    public void performReset() {
        oneByOne.performReset();
    }

    @Override
    public <R> void performReset(R resetContext) {
        oneByOne.performReset(resetContext);
    }

    @Override
    public void segmentReleased(Segment segment) {
        oneByOne.segmentReleased(segment);
    }
}
