package org.basedata.registry.api.subject;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;

/**
 * How far the log is, as answers say it. Master records are written in the transaction that appends, so that the end of the
 * log is what they cover.
 */
public final class LogPosition {
    private static final Duration STEP = Duration.ofMillis(20);

    private final LongSupplier head;
    private final Duration patience;

    /** @param patience how long a request may wait for a position that is not there yet */
    public LogPosition(LongSupplier head, Duration patience) {
        this.head = head;
        this.patience = patience;
    }

    public long now() {
        return head.getAsLong();
    }

    /**
     * Waits until the log has come to a position.
     *
     * @param atLeast a position as an answer gave it; null for no wait
     * @throws RequestRefused NOT_YET when it has not come in time
     */
    void await(String atLeast) {
        if (atLeast == null) return;
        if (!atLeast.matches("[0-9]{1,18}"))
            throw new RequestRefused(
                            ProblemCode.PARAMETER_INVALID,
                            "atLeast 应为某次应答中的 position",
                            "atLeast is the position of an earlier answer")
                    .at("atLeast");
        long wanted = Long.parseLong(atLeast);
        long end = System.nanoTime() + patience.toNanos();
        while (head.getAsLong() < wanted) {
            if (System.nanoTime() >= end)
                throw new RequestRefused(
                                ProblemCode.NOT_YET,
                                "查询视图尚未跟进到所要求的位置,请稍后重试",
                                "the view has not come to the wanted position; ask again a little later")
                        .at("atLeast")
                        .retryAfter(1);
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
