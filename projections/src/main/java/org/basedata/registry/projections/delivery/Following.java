package org.basedata.registry.projections.delivery;

import java.time.Duration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** How far a streaming processor has followed the log. */
public final class Following {
    public Following(StreamingEventProcessor processor) {}

    /** Waits until the processor has dealt with the event at the position. False when the time ran out first. */
    public boolean await(long position, Duration atMost) throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
