package org.basedata.registry.api.change;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.projections.change.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets many wait for changes on no thread of their own: one looks whether anything was changed, or granted or taken back, and a few look on
 * behalf of those who wait. It ends before the web server does, so that nobody is waited for.
 */
@Component
final class ChangeWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int LOOKING = 4;
    private static final int MOST_WAITING = 2_000;
    /** A system that loses its connections and comes back again and again must not take the places of others. */
    private static final int MOST_OF_ONE = 20;

    /** Somebody who waits. Never called by two threads at once. */
    interface Waiting {
        /**
         * Looks, because something was changed or the time has come.
         *
         * @return when to look again even if nothing is changed, by {@link System#nanoTime}; null when there is nothing to wait for any more
         */
        Long look();

        /** The registry stops. */
        void end();

        /** Name of the account that waits. */
        String account();
    }

    private static final class Waiter {
        private final Waiting waiting;
        private volatile long due;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile boolean stirred = true;

        Waiter(Waiting waiting) {
            this.waiting = waiting;
            this.due = System.nanoTime();
        }

        boolean isDue() {
            return stirred || System.nanoTime() - due >= 0;
        }
    }

    private final Changes changes;
    private final AccessLog log;
    private final Map<Waiting, Waiter> waiters = new ConcurrentHashMap<>();
    private volatile ExecutorService looking;
    private volatile Thread watching;
    private volatile boolean running;
    private long end = -1;
    private long version = -1;

    ChangeWatch(Changes changes, AccessLog log) {
        this.changes = changes;
        this.log = log;
    }

    @Override
    public void start() {
        AtomicInteger number = new AtomicInteger();
        looking = Executors.newFixedThreadPool(LOOKING, task -> {
            Thread thread = new Thread(task, "changes-look-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        running = true;
        watching = new Thread(this::watch, "changes-watch");
        watching.setDaemon(true);
        watching.start();
    }

    /** @throws RequestRefused UNAVAILABLE when too many wait already */
    void add(Waiting waiting) {
        long ofOne = waiters.keySet().stream()
                .filter(each -> each.account().equals(waiting.account()))
                .count();
        if (!running || waiters.size() >= MOST_WAITING || ofOne >= MOST_OF_ONE)
            throw new RequestRefused(
                            ProblemCode.UNAVAILABLE,
                            "等待变更的请求过多,请稍后再试",
                            "too many wait for changes already; try again a little later")
                    .retryAfter(5);
        waiters.put(waiting, new Waiter(waiting));
        LockSupport.unpark(watching);
    }

    private void watch() {
        while (running) {
            LockSupport.parkNanos(waiters.isEmpty() ? TimeUnit.SECONDS.toNanos(1) : PACE);
            if (waiters.isEmpty()) continue;
            try {
                boolean stirred = stirred();
                for (Waiter waiter : waiters.values()) {
                    if (stirred) waiter.stirred = true;
                    if (waiter.isDue()) begin(waiter);
                }
            } catch (RuntimeException e) {
                if (running) LOG.warn("those who wait for changes wait on: {}", e.toString());
            }
        }
    }

    private boolean stirred() {
        long now = changes.end();
        long granted = log.versionNow();
        boolean stirred = now != end || granted != version;
        end = now;
        version = granted;
        return stirred;
    }

    /** There is something to be done for somebody who waits, though nothing was changed. */
    void now(Waiting waiting) {
        Waiter waiter = waiters.get(waiting);
        if (waiter == null) return;
        waiter.stirred = true;
        begin(waiter);
    }

    /** All who are due are looked for in turn: whoever has much to be told does not keep the others waiting. */
    private void begin(Waiter waiter) {
        if (!running || !waiter.busy.compareAndSet(false, true)) return;
        waiter.stirred = false;
        try {
            looking.execute(() -> look(waiter));
        } catch (RejectedExecutionException stopped) {
            waiter.busy.set(false);
        }
    }

    private void look(Waiter waiter) {
        Long next = null;
        try {
            next = waiter.waiting.look();
        } catch (RuntimeException e) {
            LOG.warn("somebody who waited for changes was given up", e);
            waiter.waiting.end();
        }
        if (next == null) {
            waiters.remove(waiter.waiting);
            return;
        }
        waiter.due = next;
        waiter.busy.set(false);
        if (waiter.isDue()) begin(waiter);
    }

    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(watching);
        looking.shutdownNow();
        waiters.keySet().forEach(Waiting::end);
        waiters.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
