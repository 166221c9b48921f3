package org.basedata.registry.api.bench;

import java.io.PrintWriter;
import java.time.Duration;
import org.basedata.registry.api.Registry;
import org.basedata.registry.projections.following.Following;

/** Waits for what follows the log, which gives way to imports and would work beside what is measured next. */
final class CatchingUp {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private CatchingUp() {}

    static void with(Registry registry, PrintWriter out) throws InterruptedException {
        long head = registry.engine().headPosition();
        Following periods = registry.followingPeriods();
        long behind = head - periods.position();
        long started = System.nanoTime();
        if (!periods.await(head, PATIENCE) || !registry.following().await(head, PATIENCE))
            throw new IllegalStateException("what follows the log is behind after " + PATIENCE);
        double seconds = (System.nanoTime() - started) / 1e9;
        if (behind > 0) out.printf("%s caught up: %,d events, %,.0f/s%n", periods.name(), behind, behind / seconds);
        out.flush();
    }
}
