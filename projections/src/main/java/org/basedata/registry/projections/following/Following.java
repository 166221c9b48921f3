package org.basedata.registry.projections.following;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** How far a streaming processor of this process has followed the log. */
public final class Following {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final StreamingEventProcessor processor;

    public Following(StreamingEventProcessor processor) {
        this.processor = processor;
    }

    /** Of the processor. */
    public String name() {
        return processor.getName();
    }

    /** Position of the last event that is dealt with, in every segment, and committed; 0 before the first. */
    public long position() {
        return processor.processingStatus().values().stream()
                .map(EventTrackerStatus::getCurrentPosition)
                .mapToLong(position -> position.orElse(0))
                .min()
                .orElse(0);
    }

    /**
     * Waits until the processor has dealt with the event at the position. False when the time ran out first, also because
     * another process has the processor's segments.
     */
    public boolean await(long position, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (position() < position) {
            if (System.nanoTime() >= end) return false;
            LockSupport.parkNanos(STEP_NANOS);
            if (Thread.interrupted()) throw new InterruptedException();
        }
        return true;
    }
}
