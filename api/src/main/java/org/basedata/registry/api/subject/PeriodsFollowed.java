package org.basedata.registry.api.subject;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;

/**
 * Waits, for a bounded time, until the table by which searches find what was known once has come to where the log is now. What has
 * changed since its position is neither there nor, any more, among the master records.
 */
public final class PeriodsFollowed {
    private static final Duration STEP = Duration.ofMillis(20);

    private final LongSupplier here;
    private final LongSupplier anywhere;
    private final LongSupplier head;
    private final Duration patience;

    /**
     * @param here how far this process has followed the log
     * @param anywhere how far whichever process follows has told the database; it may be some seconds behind what it has done
     * @param patience how long a request may wait
     */
    public PeriodsFollowed(LongSupplier here, LongSupplier anywhere, LongSupplier head, Duration patience) {
        this.here = here;
        this.anywhere = anywhere;
        this.head = head;
        this.patience = patience;
    }

    /** @throws RequestRefused NOT_YET when the time ran out first */
    void upToNow() {
        long wanted = head.getAsLong();
        long end = System.nanoTime() + patience.toNanos();
        while (here.getAsLong() < wanted && anywhere.getAsLong() < wanted) {
            if (System.nanoTime() >= end)
                throw new RequestRefused(
                                ProblemCode.NOT_YET,
                                "按过去所知查找所用的视图尚未跟进到日志末尾,请稍后重试",
                                "the view by which searches find what was known once has not come to the end of the log;"
                                        + " ask again a little later")
                        .at("knownAt")
                        .retryAfter(1);
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
