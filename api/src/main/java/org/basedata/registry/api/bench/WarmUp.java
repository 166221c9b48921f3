package org.basedata.registry.api.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * Work that is done before anything counts, until the just-in-time compiler has little left to do: on two cores it takes one of them
 * from the work for as long as it is busy, which says nothing of a program that runs for days.
 */
final class WarmUp {
    /** Of the time, spent by the compiler. */
    private static final double BUSY = 0.1;

    /** More than this times the least time is not waited for. */
    private static final int MOST = 4;

    private WarmUp() {}

    interface Work {
        void run() throws Exception;
    }

    /** @param leastSeconds of it, and at most four times as long; the work is done once at least */
    static void with(double leastSeconds, Work work) throws Exception {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        double seconds = 0;
        while (true) {
            long compiling = compiler.getTotalCompilationTime();
            long started = System.nanoTime();
            work.run();
            double took = (System.nanoTime() - started) / 1e9;
            seconds += took;
            boolean busy = (compiler.getTotalCompilationTime() - compiling) / 1e3 > BUSY * took;
            if (seconds >= leastSeconds && (!busy || seconds >= MOST * leastSeconds)) return;
        }
    }
}
