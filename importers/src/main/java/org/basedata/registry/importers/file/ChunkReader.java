package org.basedata.registry.importers.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.submission.SubmissionCheck.Checked;
import org.basedata.registry.importers.ledger.Legible;

/** Reads, maps and checks in a thread of its own, a few chunks ahead of what is being submitted. */
final class ChunkReader implements AutoCloseable {
    private static final int AHEAD = 3;

    private final FileRows rows;
    private final long skipped;
    private final Function<FileRow, Checked> check;
    private final BlockingQueue<Read> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private volatile boolean closed;

    /** Exactly one is not null; both are null behind the last chunk. */
    private record Read(Chunk chunk, Throwable failure) {}

    /**
     * @param skipped rows that an interrupted run has dealt with
     * @param check finds the faults of a row that is well formed, or makes a command of it
     */
    ChunkReader(FileRows rows, long skipped, Function<FileRow, Checked> check) {
        this.rows = rows;
        this.skipped = skipped;
        this.check = check;
        this.thread = new Thread(this::run, "file-reader");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    private void run() {
        try {
            try {
                read();
                queue.put(new Read(null, null));
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                queue.put(new Read(null, e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException, InterruptedException {
        for (long i = 0; i < skipped; i++)
            if (rows.next() == null)
                throw new IOException("the file ends at row " + i + ", but " + skipped + " were dealt with before");
        List<Chunk.Checked> chunk = new ArrayList<>(Chunk.MOST_ROWS);
        List<SubmitRecord> fit = new ArrayList<>(Chunk.MOST_ROWS);
        int characters = 0;
        FileRow row;
        while (!closed && (row = rows.next()) != null) {
            List<Fault> faults;
            if (row.record() == null) {
                faults = List.of(row.fault());
            } else {
                Checked checked = check.apply(row);
                faults = checked.faults();
                if (checked.record() != null) fit.add(checked.record());
            }
            chunk.add(new Chunk.Checked(
                    row, faults.isEmpty() ? null : RecordOutcome.refused(row.index(), Legible.faults(faults))));
            characters += row.size();
            if (chunk.size() >= Chunk.MOST_ROWS || characters >= Chunk.MOST_CHARACTERS) {
                queue.put(new Read(new Chunk(chunk, fit, rows.bytesRead()), null));
                chunk = new ArrayList<>(Chunk.MOST_ROWS);
                fit = new ArrayList<>(Chunk.MOST_ROWS);
                characters = 0;
            }
        }
        if (!chunk.isEmpty()) queue.put(new Read(new Chunk(chunk, fit, rows.bytesRead()), null));
    }

    /** True when the next {@link #next} answers at once. */
    boolean isReady() {
        return !queue.isEmpty();
    }

    /** The next chunk; null behind the last. */
    Chunk next() throws InterruptedException {
        Read read = queue.take();
        if (read.failure() instanceof IOException e) throw new UncheckedIOException(e);
        if (read.failure() instanceof Error e) throw e;
        if (read.failure() instanceof RuntimeException e) throw e;
        return read.chunk();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            // The file can be deleted only when nobody reads it.
            thread.join(5_000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
