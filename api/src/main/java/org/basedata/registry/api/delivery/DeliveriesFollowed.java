package org.basedata.registry.api.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.basedata.registry.projections.following.Following;

/** Waits, for a bounded time, until the table of deliveries has come to where the log is now. */
public final class DeliveriesFollowed {
    private final Following following;
    private final LongSupplier head;

    public DeliveriesFollowed(Following following, LongSupplier head) {
        this.following = following;
        this.head = head;
    }

    /** False when the time ran out first. */
    boolean upToNow(Duration atMost) {
        try {
            return following.await(head.getAsLong(), atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
