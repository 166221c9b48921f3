package org.basedata.registry.core.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.common.Registration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.SubscribableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The log for streaming processors, read at most once in a while: what followers do for each batch (a transaction, a token)
 * then costs little at any rate of commits. Within that pace a reader is woken by the commits of this program, and looks for
 * those of others by itself.
 */
public final class PacedLog implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {
    private static final long OTHERS_SECONDS = 1;
    /** A reader that gives way reads so many events at a look, */
    private static final int LEAST_EVENTS = 2_000;
    /** and looks so many times less often for each reader that there is, while others are busy: all of them together take so much. */
    private static final int LESS_OFTEN = 10;

    private final PostgresEventStorageEngine engine;
    private final long paceNanos;
    private final BooleanSupplier givesWay;
    private final Registration commits;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService waking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "log-waking");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param events where this program publishes what the engine stores
     * @param pace from one look at the log's end to the next
     */
    public PacedLog(
            PostgresEventStorageEngine engine, SubscribableMessageSource<EventMessage<?>> events, Duration pace) {
        this(engine, events, pace, () -> false);
    }

    /**
     * @param givesWay whether readers shall do little for now, because nobody waits for them and somebody waits for others: then they
     *     go on by 2,000 events every ten paces, one after the other
     */
    public PacedLog(
            PostgresEventStorageEngine engine,
            SubscribableMessageSource<EventMessage<?>> events,
            Duration pace,
            BooleanSupplier givesWay) {
        this.engine = engine;
        this.paceNanos = pace.toNanos();
        this.givesWay = givesWay;
        // Told while the transaction still runs: readers see its events only after the commit.
        this.commits = events.subscribe(messages -> CurrentUnitOfWork.get().afterCommit(work -> appended()));
        waking.scheduleWithFixedDelay(this::appended, OTHERS_SECONDS, OTHERS_SECONDS, TimeUnit.SECONDS);
    }

    private void appended() {
        readers.forEach(Reader::appended);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken after) {
        Reader reader = new Reader(after);
        readers.add(reader);
        return reader;
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return engine.createTokenAt(time);
    }

    @Override
    public void close() {
        commits.cancel();
        waking.shutdownNow();
    }

    /** For one reading thread; commits come on others. */
    private final class Reader implements BlockingStream<TrackedEventMessage<?>> {
        private TrackingToken last;
        private Iterator<? extends TrackedEventMessage<?>> ahead = Collections.emptyIterator();
        private boolean atEnd = true;
        private int taken;
        private TrackedEventMessage<?> next;
        private volatile long lookedAt = System.nanoTime() - paceNanos;
        private volatile boolean more = true;
        private volatile Runnable onAvailable;
        private final AtomicBoolean woken = new AtomicBoolean();

        Reader(TrackingToken after) {
            this.last = after;
        }

        void appended() {
            more = true;
            Runnable wake = onAvailable;
            if (wake == null || waking.isShutdown() || !woken.compareAndSet(false, true)) return;
            waking.schedule(
                    () -> {
                        woken.set(false);
                        wake.run();
                    },
                    Math.max(0, lookedAt + paceNanos - System.nanoTime()),
                    TimeUnit.NANOSECONDS);
        }

        @Override
        public boolean hasNextAvailable() {
            if (next != null) return true;
            if (atEnd && !look()) return false;
            if (taken >= LEAST_EVENTS && givesWay.getAsBoolean()) {
                atEnd = true;
                more = true;
                return false;
            }
            try {
                if (ahead.hasNext()) {
                    next = ahead.next();
                    taken++;
                    last = next.trackingToken();
                    return true;
                }
            } catch (RuntimeException e) {
                atEnd = true;
                more = true;
                throw e;
            }
            atEnd = true;
            return false;
        }

        /** False when nothing was appended, or it is too early. */
        private boolean look() {
            long pace = givesWay.getAsBoolean() ? paceNanos * LESS_OFTEN * readers.size() : paceNanos;
            if (!more || System.nanoTime() - lookedAt < pace) return false;
            lookedAt = System.nanoTime();
            taken = 0;
            // Before the reading: a commit from here on asks for another look.
            more = false;
            ahead = engine.readEvents(last, false).iterator();
            atEnd = false;
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return hasNextAvailable() ? Optional.of(next) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long end = System.nanoTime() + unit.toNanos(timeout);
            while (!hasNextAvailable()) {
                if (System.nanoTime() >= end) return false;
                LockSupport.parkNanos(paceNanos);
                if (Thread.interrupted()) throw new InterruptedException();
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {}
            TrackedEventMessage<?> event = next;
            next = null;
            return event;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            onAvailable = callback;
            return true;
        }

        @Override
        public void close() {
            readers.remove(this);
        }
    }
}
