package org.basedata.registry.projections.rebuild;

import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does pieces of work side by side, as many at a time as there are processors, and stops them all at the first that fails. */
final class Lanes implements AutoCloseable {
    private static final long TOLD_EVERY_MILLIS = 200;

    private final ExecutorService threads;
    private volatile boolean stopped;

    Lanes() {
        this(Integer.MAX_VALUE);
    }

    /** @param most pieces at a time, where there are more processors */
    Lanes(int most) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(
                Math.min(most, Math.max(2, Runtime.getRuntime().availableProcessors())),
                work -> new Thread(work, "rebuild-" + number.incrementAndGet()));
    }

    /** To be asked by work that takes long, between two steps: fails when the rest has failed. */
    void goOn() {
        if (stopped) throw new IllegalStateException("another part of the work has failed");
    }

    /**
     * Answers when all is done.
     *
     * @param meanwhile called on the calling thread, now and then and after each piece
     */
    void run(Collection<? extends Runnable> work, Runnable meanwhile) {
        CompletionService<Void> pieces = new ExecutorCompletionService<>(threads);
        work.forEach(piece -> pieces.submit(
                () -> {
                    goOn();
                    piece.run();
                },
                null));
        try {
            for (int left = work.size(); left > 0; ) {
                Future<Void> piece = pieces.poll(TOLD_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                if (piece != null) {
                    piece.get();
                    left--;
                }
                meanwhile.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for what is still at work: nothing may write once the caller has given back the registry's lock. */
    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
