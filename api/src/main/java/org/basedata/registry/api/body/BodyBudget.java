package org.basedata.registry.api.body;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.api.problem.RequestRefused;

/**
 * Bounds the memory that large bodies take together: what is read from one is some ten times its bytes. A request waits a
 * moment for its share and is then turned away. Small bodies need none: the number of requests bounds them.
 */
public final class BodyBudget {
    private static final int SMALL_BYTES = 64 << 10;
    private static final int UNIT_BYTES = 1 << 10;

    private final int units;
    private final long patienceMillis;
    private final Semaphore free;

    /** @param bytes at least as many as the largest body */
    public BodyBudget(long bytes, long patienceMillis) {
        this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES);
        this.patienceMillis = patienceMillis;
        this.free = new Semaphore(units, true);
    }

    /** Part of the budget, until it is closed. */
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param bytes of the body; -1 when its sender did not say
     * @throws RequestRefused BUSY when others take it all
     */
    public Share take(long bytes) {
        if (bytes <= SMALL_BYTES) return () -> {};
        int wanted = (int) Math.min(units, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
        try {
            if (!free.tryAcquire(wanted, patienceMillis, TimeUnit.MILLISECONDS)) throw RequestRefused.busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RequestRefused.busy();
        }
        return () -> free.release(wanted);
    }
}
