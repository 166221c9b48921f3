package org.basedata.registry.core.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Reads the store directly, without Axon's processors: for rebuilding projections, for verification, and for loading
 * the subjects of a batch. Old revisions arrive upcast; payloads are decoded when they are first asked for.
 */
public final class EventLog {
    /** An event and its place in the log. Where an upcaster splits an event, its parts share the position. */
    public record LoggedEvent(long position, DomainEventMessage<?> event) {}

    private final PostgresEventStorageEngine engine;

    EventLog(PostgresEventStorageEngine engine) {
        this.engine = engine;
    }

    /** The position of the last committed event; 0 when there is none. */
    public long head() {
        return engine.headPosition();
    }

    /**
     * Hands over all events after a position, in log order, up to the head as it is when the reading gets there. No
     * transaction is open while {@code consumer} works.
     *
     * @param afterPosition 0 for the beginning
     * @param batch most events read at a time; 5,000 is a good size
     */
    public void read(long afterPosition, int batch, Consumer<List<LoggedEvent>> consumer) {
        LogCursor cursor = engine.cursor(afterPosition);
        for (LogCursor.Batch next = cursor.next(batch); !next.rows().isEmpty(); next = cursor.next(batch)) {
            consumer.accept(engine.logged(next));
        }
    }

    /** One subject's events in the order of its stream; empty when there are none. Sees the caller's transaction. */
    public List<DomainEventMessage<?>> of(UUID subject) {
        return engine.of(List.of(subject)).getOrDefault(subject, List.of());
    }

    /** The same for many subjects in one query; subjects without events are left out. */
    public Map<UUID, List<DomainEventMessage<?>>> of(Collection<UUID> subjects) {
        return engine.of(subjects);
    }
}
