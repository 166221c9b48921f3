package org.basedata.registry.core.submission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.axonframework.commandhandling.CommandBus;
import org.basedata.registry.core.database.Failures;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Commands;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.subject.SubmitRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers records into batches and sends them over the command bus. Records go to lanes by subject, one transaction at a
 * time a lane, so that writers inside this process do not meet; there is no timer: the next batch is what queued during the
 * last commit. Writers in other processes are met optimistically: whoever loses tries again with half the batch.
 *
 * <p>A record that fails on its own, for whatever reason, is answered as refused with code INTERNAL; the others go on. When
 * the database cannot be reached the answer fails with {@link IntakeUnavailable} and nothing of it is known to be kept. Nobody waits in a
 * queue without end: what comes while too much is waiting fails with {@link IntakeFull}.
 */
public final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MOST_ATTEMPTS = 60;
    /** The end of a delivery meets nobody but another program that took over the same delivery. */
    private static final int MOST_ATTEMPTS_TO_END = 8;
    /** Rows that may wait in memory; whoever comes later is asked to come again. */
    private static final int MOST_WAITING = 100_000;
    /** So many rows that come together are of an import. */
    private static final int LEAST_OF_IMPORT = 100;
    /** What follows within this time, further rows or the next file, belongs to the same import. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CommandBus commands;
    private final SubjectIds ids;
    private final Lane[] lanes;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Parts of imports that wait. */
    private final AtomicInteger importing = new AtomicInteger();

    private final LongSupplier nanos;
    private volatile long imported;
    private volatile boolean open = true;

    /** @param laneCount how many batches may be in the database at once */
    public Intake(CommandBus commands, SubjectIds ids, int laneCount) {
        this(commands, ids, laneCount, System::nanoTime);
    }

    /** @param nanos of a watch that is never set, as {@link System#nanoTime} */
    Intake(CommandBus commands, SubjectIds ids, int laneCount, LongSupplier nanos) {
        this.commands = commands;
        this.ids = ids;
        this.nanos = nanos;
        this.imported = nanos.getAsLong() - PAUSE_NANOS;
        this.lanes = new Lane[laneCount];
        for (int i = 0; i < laneCount; i++) lanes[i] = new Lane(i);
        for (Lane lane : lanes) lane.thread.start();
    }

    /** Answers the outcomes in the order of the records, after all of them are durable. */
    public CompletableFuture<List<RecordOutcome>> submit(List<SubmitRecord> records) {
        if (!open) return CompletableFuture.failedFuture(new IntakeUnavailable("the registry is shutting down", null));
        if (waiting.addAndGet(records.size()) > MOST_WAITING + records.size()) {
            waiting.addAndGet(-records.size());
            return CompletableFuture.failedFuture(new IntakeFull());
        }
        RecordOutcome[] outcomes = new RecordOutcome[records.size()];
        List<List<SubmitRecord>> rows = new ArrayList<>(lanes.length);
        List<List<Integer>> places = new ArrayList<>(lanes.length);
        for (int i = 0; i < lanes.length; i++) {
            rows.add(new ArrayList<>());
            places.add(new ArrayList<>());
        }
        for (int i = 0; i < records.size(); i++) {
            int lane = lane(records.get(i));
            rows.get(lane).add(records.get(i));
            places.get(lane).add(i);
        }
        List<CompletableFuture<Void>> parts = new ArrayList<>(lanes.length);
        for (int i = 0; i < lanes.length; i++) {
            List<Integer> at = places.get(i);
            List<SubmitRecord> all = rows.get(i);
            for (int from = 0; from < all.size(); from += SubmitRecords.MOST) {
                int first = from;
                List<SubmitRecord> part = all.subList(from, Math.min(all.size(), from + SubmitRecords.MOST));
                parts.add(lanes[i].add(part, null, List.of()).thenAccept(results -> {
                    for (int k = 0; k < results.size(); k++) outcomes[at.get(first + k)] = results.get(k);
                }));
            }
        }
        return whileImporting(records.size(), CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)))
                .whenComplete((done, failure) -> waiting.addAndGet(-records.size()))
                .thenApply(done -> Arrays.asList(outcomes));
    }

    /**
     * Submits the rows of a delivery that ends with them. Where one lane has them all, rows and end are kept in one transaction
     * with those of other deliveries; else the end follows when the last row is durable. Done when all of it is durable.
     */
    public CompletableFuture<Void> submit(List<SubmitRecord> rows, DeliveryEnd end) {
        if (!open) return CompletableFuture.failedFuture(new IntakeUnavailable("the registry is shutting down", null));
        int lane = rows.isEmpty() ? nextLane() : lane(rows.get(0));
        for (int i = 1; i < rows.size(); i++) if (lane(rows.get(i)) != lane) return submitApart(rows, end);
        int size = rows.size() + 1;
        if (waiting.addAndGet(size) > MOST_WAITING + size) {
            waiting.addAndGet(-size);
            return CompletableFuture.failedFuture(new IntakeFull());
        }
        return whileImporting(rows.size(), lanes[lane].add(rows, end, List.of()))
                .whenComplete((done, failure) -> waiting.addAndGet(-size))
                .thenApply(done -> null);
    }

    /** The end of what is kept already is never turned away, and closing waits for it. */
    private CompletableFuture<Void> submitApart(List<SubmitRecord> rows, DeliveryEnd end) {
        waiting.incrementAndGet();
        return submit(rows)
                .thenCompose(outcomes -> lanes[nextLane()].add(List.of(), end, outcomes))
                .whenComplete((done, failure) -> waiting.decrementAndGet())
                .thenApply(done -> null);
    }

    private <T> CompletableFuture<T> whileImporting(int rows, CompletableFuture<T> answer) {
        if (rows < LEAST_OF_IMPORT) return answer;
        importing.incrementAndGet();
        return answer.whenComplete((done, failure) -> {
            imported = nanos.getAsLong();
            importing.decrementAndGet();
        });
    }

    /**
     * Whether an import is under way, not a few deliveries: many rows that came together wait or have just been taken, or more wait
     * than half of what a lane takes at once. How many wait does not tell by itself: of small files, and at the end of every file, few
     * do, and what gives way would take the processors from the next rows.
     */
    public boolean isBusy() {
        return importing.get() > 0
                || nanos.getAsLong() - imported < PAUSE_NANOS
                || waiting.get() > SubmitRecords.MOST / 2;
    }

    private int nextLane() {
        return ThreadLocalRandom.current().nextInt(lanes.length);
    }

    private int lane(SubmitRecord row) {
        SubjectId subject = row.about() != null ? ids.of(row.about()) : ids.orphan(row.record());
        return (int) Long.remainderUnsigned(subject.value().getLeastSignificantBits(), lanes.length);
    }

    /** Ends when everything accepted so far is answered. */
    @Override
    public void close() {
        open = false;
        // A lane that has ended would leave the end of a delivery unanswered whose rows another lane decides.
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (waiting.get() > 0
                && System.nanoTime() < patience
                && !Thread.currentThread().isInterrupted()) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        for (Lane lane : lanes) lane.queue.add(Part.LAST);
        for (Lane lane : lanes) {
            try {
                lane.thread.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * @param end null for rows that are not the last of a delivery, or of one that ends elsewhere
     * @param decided outcomes of the delivery's rows that were decided before; only with an end
     */
    private record Part(
            List<SubmitRecord> rows,
            DeliveryEnd end,
            List<RecordOutcome> decided,
            CompletableFuture<List<RecordOutcome>> answer) {
        static final Part LAST = new Part(List.of(), null, List.of(), new CompletableFuture<>());

        int size() {
            return rows.size() + (end == null ? 0 : 1);
        }
    }

    private final class Lane {
        private final BlockingQueue<Part> queue = new LinkedBlockingQueue<>();
        private final Thread thread;

        Lane(int number) {
            thread = new Thread(this::run, "intake-lane-" + number);
            thread.setDaemon(true);
        }

        CompletableFuture<List<RecordOutcome>> add(
                List<SubmitRecord> rows, DeliveryEnd end, List<RecordOutcome> decided) {
            Part part = new Part(rows, end, decided, new CompletableFuture<>());
            queue.add(part);
            return part.answer();
        }

        private void run() {
            try {
                Part carried = null;
                while (true) {
                    Part first = carried != null ? carried : queue.take();
                    carried = null;
                    if (first == Part.LAST) {
                        refuseTheRest();
                        return;
                    }
                    List<Part> batch = new ArrayList<>();
                    batch.add(first);
                    int size = first.size();
                    Part next;
                    while (size < SubmitRecords.MOST && (next = queue.poll()) != null) {
                        if (next == Part.LAST || size + next.size() > SubmitRecords.MOST) {
                            carried = next;
                            break;
                        }
                        batch.add(next);
                        size += next.size();
                    }
                    answer(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Parts that came while the registry was closing. */
        private void refuseTheRest() {
            for (Part part = queue.poll(); part != null; part = queue.poll())
                part.answer().completeExceptionally(new IntakeUnavailable("the registry is shutting down", null));
        }

        private void answer(List<Part> batch) {
            try {
                settle(batch);
            } catch (RuntimeException | Error e) {
                // The lane goes on: whoever waits on it later must not wait for ever.
                batch.forEach(part -> part.answer().completeExceptionally(e));
            }
        }
    }

    private void settle(List<Part> batch) {
        if (batch.size() == 1 && batch.get(0).end() == null) {
            batch.get(0).answer().complete(decide(batch.get(0).rows()));
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                complete(batch, dispatch(batch));
                return;
            } catch (RuntimeException e) {
                if (Failures.isUnreachable(e)) {
                    waitForDatabase(attempt, e);
                } else if (batch.size() > 1) {
                    int half = batch.size() / 2;
                    settle(batch.subList(0, half));
                    settle(batch.subList(half, batch.size()));
                    return;
                } else if (Commands.isContention(e) && attempt < MOST_ATTEMPTS_TO_END) {
                    Commands.stepAside(attempt);
                } else {
                    apart(batch.get(0), e);
                    return;
                }
            }
        }
    }

    /** Rows and end of one delivery in transactions of their own, so that either fails alone. */
    private void apart(Part part, RuntimeException failure) {
        if (part.rows().isEmpty()) {
            part.answer().completeExceptionally(failure);
            return;
        }
        List<RecordOutcome> decided = new ArrayList<>(part.decided());
        decided.addAll(decide(part.rows()));
        settle(List.of(new Part(List.of(), part.end(), decided, part.answer())));
    }

    private static void complete(List<Part> batch, List<RecordOutcome> outcomes) {
        int at = 0;
        for (Part part : batch) {
            int end = at + part.rows().size();
            part.answer().complete(List.copyOf(outcomes.subList(at, end)));
            at = end;
        }
    }

    private List<RecordOutcome> decide(List<SubmitRecord> rows) {
        RuntimeException failure = null;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            try {
                return send(rows);
            } catch (RuntimeException e) {
                failure = e;
                if (Failures.isUnreachable(e)) {
                    waitForDatabase(attempt, e);
                } else if (rows.size() > 1) {
                    int half = rows.size() / 2;
                    List<RecordOutcome> outcomes = new ArrayList<>(decide(rows.subList(0, half)));
                    outcomes.addAll(decide(rows.subList(half, rows.size())));
                    return outcomes;
                } else if (Commands.isContention(e)) {
                    Commands.stepAside(attempt);
                } else {
                    break;
                }
            }
        }
        return List.of(internal(rows.get(0), failure));
    }

    private static void waitForDatabase(int attempt, RuntimeException failure) {
        if (attempt >= 5) throw new IntakeUnavailable("the database cannot be reached", failure);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200L * attempt));
    }

    private static RecordOutcome internal(SubmitRecord row, RuntimeException failure) {
        LOG.error(
                "INTERNAL: row {} of delivery {} could not be applied and is kept as refused",
                row.index(),
                row.delivery(),
                failure);
        return RecordOutcome.refused(row.index(), List.of(Fault.internal()));
    }

    private List<RecordOutcome> dispatch(List<Part> batch) {
        List<SubmitRecord> rows = new ArrayList<>();
        List<EndDeliveries.Ending> endings = new ArrayList<>(batch.size());
        for (Part part : batch) {
            int from = rows.size();
            rows.addAll(part.rows());
            if (part.end() != null)
                endings.add(new EndDeliveries.Ending(part.end(), from, rows.size(), part.decided()));
        }
        return endings.isEmpty()
                ? send(rows)
                : Commands.send(commands, new EndDeliveries(rows, endings), EndDeliveries.class);
    }

    private List<RecordOutcome> send(List<SubmitRecord> rows) {
        return Commands.send(commands, new SubmitRecords(rows), SubmitRecords.class);
    }
}
