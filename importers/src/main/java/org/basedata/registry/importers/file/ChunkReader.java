package org.basedata.registry.importers.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * One thread reads; others map and check what was read, a chunk each, a few chunks ahead of what is being submitted. Chunks
 * come out in the order of the file. Whoever does not take them stops the reading: at most {@value #MOST_CHUNKS} are alive.
 */
final class ChunkReader implements AutoCloseable {
    private static final int AHEAD = 4;
    /** Those that wait, the one being read and the one handed out. */
    static final int MOST_CHUNKS = AHEAD + 2;

    private static final int CHECKERS = 2;

    /** Makes a chunk of rows that were read. */
    @FunctionalInterface
    interface Check {
        Chunk check(List<ReadRow> rows, long bytesRead);
    }

    private final FileRows rows;
    private final long skipped;
    private final Check check;
    private final BlockingQueue<Future<Chunk>> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private final ExecutorService checkers;
    private volatile boolean closed;

    /** @param skipped rows that an interrupted run has dealt with */
    ChunkReader(FileRows rows, long skipped, Check check) {
        this.rows = rows;
        this.skipped = skipped;
        this.check = check;
        this.checkers = Executors.newFixedThreadPool(CHECKERS, task -> daemon(task, "file-checker"));
        this.thread = daemon(this::run, "file-reader");
        this.thread.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void run() {
        try {
            try {
                read();
                queue.put(CompletableFuture.completedFuture(null));
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                queue.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException, InterruptedException {
        for (long i = 0; i < skipped; i++)
            if (rows.next() == null)
                throw new IOException("the file ends at row " + i + ", but " + skipped + " were dealt with before");
        List<ReadRow> chunk = new ArrayList<>(Chunk.MOST_ROWS);
        int characters = 0;
        ReadRow row;
        while (!closed && (row = rows.next()) != null) {
            chunk.add(row);
            characters += row.size();
            if (chunk.size() >= Chunk.MOST_ROWS || characters >= Chunk.MOST_CHARACTERS) {
                hand(chunk);
                chunk = new ArrayList<>(Chunk.MOST_ROWS);
                characters = 0;
            }
        }
        if (!chunk.isEmpty()) hand(chunk);
    }

    private void hand(List<ReadRow> chunk) throws InterruptedException {
        long bytesRead = rows.bytesRead();
        FutureTask<Chunk> checked = new FutureTask<>(() -> check.check(chunk, bytesRead));
        // First the place in the order, which may have to be waited for, then the work.
        queue.put(checked);
        checkers.execute(checked);
    }

    /** True when the next {@link #next} answers at once. */
    boolean isReady() {
        Future<Chunk> next = queue.peek();
        return next != null && next.isDone();
    }

    /** The next chunk; null behind the last. */
    Chunk next() throws InterruptedException {
        try {
            return queue.take().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) throw new UncheckedIOException(cause);
            if (e.getCause() instanceof Error error) throw error;
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            // The file can be deleted only when nobody reads it.
            thread.join(5_000);
            checkers.shutdownNow();
            checkers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
