package org.basedata.registry.api.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Several clients at once, each with a connection of its own, calling again and again. */
final class Clients {
    private final int count;
    private final Opening opening;

    /** One client; not used by two threads. */
    interface Client extends AutoCloseable {
        void call() throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    interface Opening {
        Client open() throws Exception;
    }

    Clients(int count, Opening opening) {
        this.count = count;
        this.opening = opening;
    }

    /**
     * What calls took.
     *
     * @param nanos of each call, sorted
     * @param seconds that all of it took
     */
    record Calls(long[] nanos, double seconds) {
        double perSecond() {
            return nanos.length / seconds;
        }

        double millis(double quantile) {
            return nanos[Math.min(nanos.length - 1, (int) (nanos.length * quantile))] / 1e6;
        }

        static Calls together(List<Calls> parts) {
            return new Calls(
                    parts.stream()
                            .flatMapToLong(part -> Arrays.stream(part.nanos()))
                            .sorted()
                            .toArray(),
                    parts.stream().mapToDouble(Calls::seconds).sum());
        }
    }

    /** As fast as they are answered. */
    Calls flatOut(double seconds) throws Exception {
        return run(seconds, 0);
    }

    /** So many calls a second of all clients together; a call that has to wait for the one before is late from when it was due. */
    Calls paced(double seconds, double perSecond) throws Exception {
        return run(seconds, (long) (1e9 * count / perSecond));
    }

    private Calls run(double seconds, long interval) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) clients.add(opening.open());
            long started = System.nanoTime();
            long end = started + (long) (seconds * 1e9);
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Client client = clients.get(i);
                long first = started + interval * i / count;
                running.add(threads.submit(() -> calls(client, first, interval, end)));
            }
            List<Calls> parts = new ArrayList<>();
            for (Future<long[]> each : running) parts.add(new Calls(each.get(), 0));
            double took = (System.nanoTime() - started) / 1e9;
            return new Calls(Calls.together(parts).nanos(), took);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
            for (Client client : clients) client.close();
        }
    }

    private static long[] calls(Client client, long first, long interval, long end) throws Exception {
        long[] taken = new long[1 << 12];
        int count = 0;
        long due = first;
        while (true) {
            long begun = System.nanoTime();
            if (interval > 0) {
                boolean early = begun < due;
                while (begun < due) {
                    LockSupport.parkNanos(due - begun);
                    begun = System.nanoTime();
                }
                // A timer that wakes the client late is not the server's fault, a call before that took long is.
                if (!early) begun = due;
                due += interval;
            }
            if (System.nanoTime() >= end && count > 0) return Arrays.copyOf(taken, count);
            client.call();
            if (count == taken.length) taken = Arrays.copyOf(taken, 2 * count);
            taken[count++] = System.nanoTime() - begun;
        }
    }
}
