package org.basedata.registry.core.eventstore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

    /** How many ranges the subjects are cut into, by the first hexadecimal digit, as table {@code event} is. */
    public static final int RANGES = 16;

    /**
     * An event as its stream has it.
     *
     * @param slot where it is stored; {@link #positions} tells its place in the log by it
     */
    public record StreamEvent(UUID subject, long sequence, long slot, Instant recordedAt, Object payload) {}

    /** The condition that a subject is in a range, for any table that has subjects. */
    public static String inRange(String column, int range) {
        String from = column + " >= '" + new UUID((long) range << 60, 0) + "'";
        if (range == RANGES - 1) return from;
        return from + " AND " + column + " < '" + new UUID((long) (range + 1) << 60, 0) + "'";
    }

    private final PostgresEventStorageEngine engine;

    EventLog(PostgresEventStorageEngine engine) {
        this.engine = engine;
    }

    /** The position of the last committed event; 0 when there is none. */
    public long head() {
        return engine.headPosition();
    }

    /** The places in the log of all that is committed by now. A few bytes a transaction, all in memory. */
    public LogPositions positions() {
        return engine.streams().positions();
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

    /**
     * Hands over the streams of one range, one after another in the order of their ids, each in the order of its sequence, on the
     * calling thread. A connection is kept meanwhile; transactions of the consumer are its own. Ranges may be read at once.
     *
     * @param range 0 to {@link #RANGES} - 1
     * @param aggregateType the kind of streams; events of others are passed over
     * @return how many events the range has, those passed over included
     */
    public long readStreams(int range, String aggregateType, Consumer<StreamEvent> consumer) {
        return engine.streams().read(range, aggregateType, consumer);
    }

    /**
     * Hands over the events of all streams of a kind in log order, in batches. Reads only those parts of the log that have some:
     * it is meant for kinds of which there are few.
     */
    public void readKind(String aggregateType, Consumer<List<LoggedEvent>> consumer) {
        engine.streams().readKind(aggregateType, consumer);
    }

    /**
     * Parts of the subjects' streams in one query, in order of subject and sequence. Sees the caller's transaction.
     *
     * @param after sequence after which events are read; -1 for all
     * @param until of recording, inclusive; null for all
     */
    public List<StreamEvent> streams(Collection<UUID> subjects, long after, Instant until) {
        return engine.streams(subjects, after, until);
    }
}
