package org.basedata.registry.importers.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.basedata.registry.core.database.Failures;
import org.basedata.registry.core.submission.IntakeUnavailable;

/**
 * One transaction for what queued during the last commit, without a timer: a commit waits for the disk, and many callers can
 * share one wait. An entry that fails on its own fails alone.
 */
final class GroupCommit<T, R> implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 5;
    private static final int MOST_ENTRIES = 512;
    private static final int MOST_WEIGHT = 20_000;

    private final BlockingQueue<Waiting<T, R>> queue = new LinkedBlockingQueue<>();
    private final Waiting<T, R> last = new Waiting<>(null, new CompletableFuture<>());
    private final ToIntFunction<T> weight;
    private final Function<List<T>, List<R>> transaction;
    private final Thread thread;
    private volatile boolean open = true;

    /**
     * @param weight rows that the entry writes, to bound a transaction
     * @param transaction takes effect for all entries or for none; answers one result an entry, in order
     */
    GroupCommit(String name, ToIntFunction<T> weight, Function<List<T>, List<R>> transaction) {
        this.weight = weight;
        this.transaction = transaction;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    private record Waiting<T, R>(T entry, CompletableFuture<R> answer) {}

    CompletableFuture<R> add(T entry) {
        if (!open) return CompletableFuture.failedFuture(new IntakeUnavailable("the registry is shutting down", null));
        CompletableFuture<R> answer = new CompletableFuture<>();
        queue.add(new Waiting<>(entry, answer));
        return answer;
    }

    private void run() {
        try {
            while (true) {
                List<Waiting<T, R>> group = new ArrayList<>();
                Waiting<T, R> next = queue.take();
                int sum = 0;
                while (next != null && next != last) {
                    group.add(next);
                    sum += weight.applyAsInt(next.entry());
                    next = sum >= MOST_WEIGHT || group.size() >= MOST_ENTRIES ? null : queue.poll();
                }
                if (!group.isEmpty()) commit(group);
                if (next == last) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Waiting<T, R>> group) {
        RuntimeException failure = null;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            try {
                List<R> results =
                        transaction.apply(group.stream().map(Waiting::entry).toList());
                for (int i = 0; i < results.size(); i++) group.get(i).answer().complete(results.get(i));
                return;
            } catch (Error e) {
                // The thread goes on: whoever waits on it later must not wait for ever.
                group.forEach(waiting -> waiting.answer().completeExceptionally(e));
                return;
            } catch (RuntimeException e) {
                failure = e;
                if (!Failures.isUnreachable(e) && !Failures.isContention(e)) break;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100L * attempt));
            }
        }
        if (Failures.isUnreachable(failure)) {
            IntakeUnavailable unavailable = new IntakeUnavailable("the database cannot be reached", failure);
            group.forEach(waiting -> waiting.answer().completeExceptionally(unavailable));
        } else if (group.size() > 1) {
            int half = group.size() / 2;
            commit(group.subList(0, half));
            commit(group.subList(half, group.size()));
        } else {
            group.get(0).answer().completeExceptionally(failure);
        }
    }

    /** Ends when everything added so far is answered. */
    @Override
    public void close() {
        open = false;
        queue.add(last);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
