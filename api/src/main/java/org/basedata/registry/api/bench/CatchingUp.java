package org.basedata.registry.api.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.basedata.registry.api.Registry;
import org.basedata.registry.projections.following.Following;

/** Waits for what follows the log, which gives way to imports and would work beside what is measured next. */
final class CatchingUp {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private CatchingUp() {}

    static void with(Registry registry, PrintWriter out) throws InterruptedException {
        long head = registry.engine().headPosition();
        long started = System.nanoTime();
        for (Following each : List.of(
                registry.following(),
                registry.followingPeriods(),
                registry.followingChanges(),
                registry.followingCrossRules(),
                registry.followingCases(),
                registry.followingRecalls())) {
            long behind = head - each.position();
            if (!each.await(head, PATIENCE))
                throw new IllegalStateException("what follows the log is behind after " + PATIENCE);
            double seconds = (System.nanoTime() - started) / 1e9;
            if (behind > 0) out.printf("%s caught up: %,d events, %,.0f/s%n", each.name(), behind, behind / seconds);
        }
        out.flush();
    }
}
