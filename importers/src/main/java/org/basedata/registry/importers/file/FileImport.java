package org.basedata.registry.importers.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.Failures;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.submission.Intake;
import org.basedata.registry.core.submission.IntakeUnavailable;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.importers.ledger.DeliveryLog;
import org.basedata.registry.importers.ledger.Extracts;
import org.basedata.registry.importers.ledger.LivingPrograms;
import org.basedata.registry.importers.ledger.MissingRecords;
import org.basedata.registry.importers.ledger.Quarantine;
import org.basedata.registry.importers.ledger.StandingRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a file as one delivery. A checkpoint follows what is durable, in order; a run that was cut off, however, goes on there
 * under the same delivery when the same bytes come again for the same source and dataset. Rows that were submitted but not
 * yet behind the checkpoint are submitted again and counted as what they were the first time. Thread-safe.
 */
public final class FileImport {
    private static final Logger LOG = LoggerFactory.getLogger(FileImport.class);
    /** Rows that wait for their outcomes; while so many do, nothing more is read. */
    private static final int MOST_SUBMITTED = 4 * Chunk.MOST_ROWS;
    /** Chunks that do: more than fill a batch where nearly all rows are known, so that the few others share their commits. */
    private static final int MOST_IN_FLIGHT = 64;
    /** The checkpoint moves on behind so many decided rows, or so many rows of whatever kind, or after so long. */
    private static final int SETTLED_DECIDED = Chunk.MOST_ROWS;

    private static final int SETTLED_ROWS = 20_000;
    private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final CompletableFuture<List<RecordOutcome>> NOTHING_SUBMITTED =
            CompletableFuture.completedFuture(List.of());

    /** How long a run waits for a database that is away before it fails (and can be continued later). */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final TransactionTemplate transactions;
    private final DeliveryLog log;
    private final LongSupplier headPosition;
    private final Intake intake;
    private final SubmissionCheck check;
    private final Catalogue catalogue;
    private final CodeLists codes;
    private final Quarantine quarantine;
    private final Extracts extracts;
    private final MissingRecords missing;
    private final StandingRecords standing;
    private final LivingPrograms programs;
    private final Clock clock;
    private final ImportRuns runs;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    public FileImport(
            Database database,
            DeliveryLog log,
            LongSupplier headPosition,
            Intake intake,
            SubmissionCheck check,
            Catalogue catalogue,
            CodeLists codes,
            Quarantine quarantine,
            Extracts extracts,
            MissingRecords missing,
            StandingRecords standing,
            LivingPrograms programs,
            Clock clock) {
        this.transactions = database.transactions();
        this.log = log;
        this.headPosition = headPosition;
        this.intake = intake;
        this.check = check;
        this.catalogue = catalogue;
        this.codes = codes;
        this.quarantine = quarantine;
        this.extracts = extracts;
        this.missing = missing;
        this.standing = standing;
        this.programs = programs;
        this.clock = clock;
        this.runs = new ImportRuns(database.dataSource(), clock);
    }

    /**
     * Reads, checks and submits the whole file.
     *
     * @throws FileRefused when nothing of the file can be taken, or another program is importing it
     * @throws IntakeUnavailable when the database went away; run again to go on
     * @throws UncheckedIOException when the file could not be read to its end; run again to go on
     */
    public ImportReport run(FileDelivery delivery, Consumer<ImportProgress> progress) {
        Dataset dataset = requireFit(delivery);
        try (Opened opened = open(delivery, dataset)) {
            ImportRun run = beginOrContinue(delivery, opened.text());
            try {
                return take(run, dataset, opened, progress);
            } finally {
                running.remove(run.delivery());
            }
        }
    }

    /**
     * Notes a received file, to be run by {@link #runReceived}.
     *
     * @param spooledAs where the copy of the file is, under its spool folder
     */
    public UUID note(FileDelivery delivery, String spooledAs, String contentHash, long size) {
        UUID id = UUID.randomUUID();
        running.add(id);
        runs.insert(new ImportRun(
                id,
                micros(delivery),
                contentHash,
                size,
                spooledAs,
                ImportProgress.State.RUNNING,
                programs.self(),
                null,
                null,
                null,
                Checkpoint.START,
                List.of()));
        return id;
    }

    /** Received files that no program works on, the oldest first; they are this program's from now on. */
    public List<UUID> adoptReceived() {
        List<UUID> adopted = new ArrayList<>();
        for (ImportRun run : runs.unfinishedSpooled())
            if (mayTakeOver(run) && runs.takeOver(run.delivery(), run.owner(), programs.self())) {
                running.add(run.delivery());
                adopted.add(run.delivery());
            }
        return adopted;
    }

    /** Where the copy of a received file is, under its spool folder; empty when the delivery is no received file. */
    public Optional<String> spooledAs(UUID delivery) {
        return runs.find(delivery).map(ImportRun::spooledAs);
    }

    /**
     * Runs a file that was noted or adopted before.
     *
     * @param copy the file itself
     * @throws FileRefused when nothing of the file can be taken; that is noted too
     */
    public ImportReport runReceived(UUID delivery, Path copy, Consumer<ImportProgress> progress) {
        ImportRun run = runs.find(delivery).orElseThrow();
        FileDelivery file = run.file().at(copy);
        try {
            Dataset dataset = requireFit(file);
            try (Opened opened = open(file, dataset)) {
                return take(run, dataset, opened, progress);
            }
        } catch (FileRefused e) {
            runs.end(delivery, run.owner(), ImportProgress.State.REFUSED, e.faults());
            throw e;
        } finally {
            running.remove(delivery);
        }
    }

    /** How far a file is by its checkpoint; empty when the delivery is no file. */
    public Optional<ImportProgress> progress(UUID delivery) {
        return runs.find(delivery)
                .map(run -> new ImportProgress(
                        delivery,
                        run.file().source(),
                        run.state(),
                        run.checkpoint().rows(),
                        run.state() == ImportProgress.State.DONE
                                ? run.size()
                                : run.checkpoint().bytes(),
                        run.size(),
                        0,
                        null,
                        run.checkpoint().counts(),
                        run.faults()));
    }

    private Dataset requireFit(FileDelivery delivery) {
        List<Fault> faults = new ArrayList<>();
        Dataset dataset = catalogue.dataset(delivery.dataset()).orElse(null);
        if (catalogue.source(delivery.source()).isEmpty())
            faults.add(new Fault(
                    "SOURCE_UNKNOWN",
                    "source",
                    delivery.source(),
                    "目录中没有数源部门 " + delivery.source(),
                    "the catalogue has no source " + delivery.source()));
        else if (dataset == null)
            faults.add(new Fault(
                    "DATASET_UNKNOWN",
                    "dataset",
                    delivery.dataset(),
                    "目录中没有信息组 " + delivery.dataset(),
                    "the catalogue has no dataset " + delivery.dataset()));
        else if (!dataset.itemsBySource().containsKey(delivery.source()))
            faults.add(new Fault(
                    "DATASET_NOT_ASSIGNED",
                    "dataset",
                    delivery.dataset(),
                    "目录未将信息组 " + dataset.code() + " 分配给 " + delivery.source() + ",可报送部门: "
                            + dataset.itemsBySource().keySet(),
                    "the catalogue does not assign dataset " + dataset.code() + " to " + delivery.source()
                            + "; it may come from " + dataset.itemsBySource().keySet()));
        if (delivery.complete() && delivery.extractTime() == null)
            faults.add(new Fault(
                    "EXTRACT_TIME_MISSING",
                    "extractTime",
                    null,
                    "完整抽取(complete)必须写明抽取时间(extractTime)",
                    "a complete extract must say its extractTime"));
        if (delivery.extractTime() != null
                && delivery.extractTime().isAfter(clock.instant().plus(CLOCKS_DIFFER)))
            faults.add(new Fault(
                    "EXTRACT_TIME_FUTURE",
                    "extractTime",
                    delivery.extractTime().toString(),
                    "抽取时间在将来,请核对时钟和时区",
                    "the extract time lies in the future; check clock and time zone"));
        if (!faults.isEmpty()) throw new FileRefused(faults);
        return dataset;
    }

    private record Opened(TextFile text, FileRows rows) implements AutoCloseable {
        @Override
        public void close() {
            try {
                rows.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Opened open(FileDelivery delivery, Dataset dataset) {
        try {
            TextFile text = TextFile.probe(delivery.file(), delivery.charset());
            String name = delivery.fileName().toLowerCase(Locale.ROOT);
            FileRows rows = name.endsWith(".jsonl") || name.endsWith(".ndjson")
                    ? new JsonLinesFile(text, dataset.code())
                    : CsvFile.open(
                            text,
                            headers -> Columns.read(
                                    headers,
                                    catalogue,
                                    codes,
                                    delivery.source(),
                                    dataset,
                                    DatasetMapping.of(dataset.code()),
                                    delivery.extractTime() != null));
            return new Opened(text, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Extract times are versions, which are kept to the microsecond. */
    private static FileDelivery micros(FileDelivery delivery) {
        return delivery.extractTime() == null
                ? delivery
                : delivery.extractedAt(delivery.extractTime().truncatedTo(ChronoUnit.MICROS), delivery.complete());
    }

    private boolean mayTakeOver(ImportRun run) {
        return run.owner() == programs.self() ? !running.contains(run.delivery()) : !programs.lives(run.owner());
    }

    private ImportRun beginOrContinue(FileDelivery given, TextFile text) {
        FileDelivery delivery = micros(given);
        for (ImportRun run : runs.unfinished(delivery, text.hash())) {
            if (mayTakeOver(run)
                    && running.add(run.delivery())
                    && runs.takeOver(run.delivery(), run.owner(), programs.self()))
                return runs.find(run.delivery()).orElseThrow();
            throw new FileRefused(List.of(new Fault(
                    "FILE_RUNNING",
                    "file",
                    delivery.fileName(),
                    "同一文件正在由另一程序导入(批次 " + run.delivery() + "),已完成 "
                            + run.checkpoint().rows() + " 行",
                    "the same file is being imported already, as delivery " + run.delivery() + ", "
                            + run.checkpoint().rows() + " rows are done")));
        }
        UUID id = note(delivery, null, text.hash(), text.size());
        return runs.find(id).orElseThrow();
    }

    private ImportReport take(ImportRun found, Dataset dataset, Opened opened, Consumer<ImportProgress> progress) {
        long startedAt = System.nanoTime();
        boolean resumed = found.extractTaken() != null;
        try {
            ImportRun run = begun(found, dataset);
            FileDelivery file = run.file();
            // Asked at each start: while an interrupted extract waited, a later one may have been taken.
            List<Fault> outOfOrder = file.extractTime() == null || file.letIn() != null
                    ? List.of()
                    : overtaken(file.extractTime(), extracts.latest(file.source(), file.dataset()));
            Watch watch = new Watch(run, startedAt, progress);
            watch.show(run.checkpoint(), ImportProgress.State.RUNNING);
            RowsCheck rowsCheck =
                    new RowsCheck(run.delivery(), file, opened.rows(), check, standing, outOfOrder, !resumed);
            Checkpoint last = rows(run, opened.rows(), rowsCheck, watch);
            List<Fault> warnings = new ArrayList<>(opened.rows().warnings());
            if (last.rows() == 0)
                warnings.add(TextFile.fault("FILE_NO_ROWS", null, "文件只有表头,没有数据", "the file has a header and no rows"));
            warned(last, warnings);
            long vanished = file.complete() && outOfOrder.isEmpty() ? endMissing(run, dataset, last, warnings) : 0;
            close(run, last, vanished, warnings);
            String position = Long.toString(headPosition.getAsLong());
            watch.show(last, ImportProgress.State.DONE);
            return new ImportReport(
                    run.delivery(),
                    position,
                    last.counts(),
                    last.refusedByCode(),
                    vanished,
                    warnings,
                    resumed,
                    Duration.ofNanos(System.nanoTime() - startedAt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the import was stopped and can be continued");
        } catch (RuntimeException | Error e) {
            failed(found, e);
            throw e;
        }
    }

    private static List<Fault> overtaken(Instant time, Instant latest) {
        boolean inOrder = latest == null || !latest.isAfter(time);
        return inOrder ? List.of() : Extracts.outOfOrder(time, latest);
    }

    /** The delivery's first event, together with its place in the order of extracts. */
    private ImportRun begun(ImportRun run, Dataset dataset) throws InterruptedException {
        if (run.extractTaken() != null) return run;
        FileDelivery file = run.file();
        Long standing = file.complete() ? missing.standing(extract(run, dataset)) : null;
        durably(() -> log.inTransaction(() -> {
            // The answer to a commit may have been lost.
            if (runs.find(run.delivery()).orElseThrow().extractTaken() != null) return null;
            boolean inOrder = file.extractTime() == null
                    || extracts.take(file.source(), file.dataset(), file.extractTime(), run.delivery());
            runs.begin(run.delivery(), inOrder, standing);
            log.append(List.of(new DeliveryLog.Entry(
                    0,
                    new DeliveryReceived(
                            run.delivery(),
                            file.source(),
                            "FILE",
                            file.dataset(),
                            file.fileName(),
                            run.contentHash(),
                            file.extractTime(),
                            file.complete(),
                            file.letIn(),
                            file.vanishedLimitLifted()))));
            return null;
        }));
        return runs.find(run.delivery()).orElseThrow();
    }

    private record Sent(Chunk chunk, CompletableFuture<List<RecordOutcome>> answer) {}

    private Checkpoint rows(ImportRun run, FileRows rows, RowsCheck check, Watch watch) throws InterruptedException {
        Unsettled unsettled = new Unsettled(run);
        Deque<Sent> inFlight = new ArrayDeque<>();
        int submitted = 0;
        try (ChunkReader reader = new ChunkReader(rows, run.checkpoint().rows(), check::check)) {
            boolean ended = false;
            while (true) {
                while (!ended
                        && submitted < MOST_SUBMITTED
                        && inFlight.size() < MOST_IN_FLIGHT
                        && (inFlight.isEmpty() || reader.isReady())) {
                    Chunk chunk = reader.next();
                    if (chunk == null) {
                        ended = true;
                    } else {
                        inFlight.add(new Sent(chunk, submit(chunk.fit())));
                        submitted += chunk.rows().size();
                    }
                }
                if (inFlight.isEmpty()) break;
                Sent next = inFlight.remove();
                unsettled.add(next.chunk(), outcomes(next));
                submitted -= next.chunk().rows().size();
                if (unsettled.isDue()) settle(unsettled, watch);
            }
        }
        if (!unsettled.isEmpty()) settle(unsettled, watch);
        return unsettled.from();
    }

    private CompletableFuture<List<RecordOutcome>> submit(List<SubmitRecord> rows) {
        return rows.isEmpty() ? NOTHING_SUBMITTED : intake.submit(rows);
    }

    private void settle(Unsettled unsettled, Watch watch) throws InterruptedException {
        ImportRun run = unsettled.run();
        durably(() -> transactions.execute(status -> {
            if (!runs.advance(run.delivery(), run.owner(), unsettled.from(), unsettled.to())) return null;
            quarantine.keep(unsettled.refused());
            missing.presentByKey(run.delivery(), unsettled.present());
            return null;
        }));
        unsettled.settled();
        watch.show(unsettled.from(), ImportProgress.State.RUNNING);
    }

    /**
     * Rows whose outcomes are durable while the checkpoint is still before them: a checkpoint costs a commit, which unchanged
     * rows are not worth for every chunk. After a crash they are read again and counted as what they were.
     */
    private final class Unsettled {
        private final ImportRun run;
        private final List<Quarantine.Entry> refused = new ArrayList<>();
        private final List<UUID> present = new ArrayList<>();
        private Checkpoint from;
        private Checkpoint to;
        private long decided;
        private long since = System.nanoTime();

        Unsettled(ImportRun run) {
            this.run = run;
            this.from = run.checkpoint();
            this.to = from;
        }

        void add(Chunk chunk, List<RecordOutcome> answer) {
            List<RecordOutcome> outcomes = new ArrayList<>(chunk.rows().size());
            Instant now = clock.instant();
            int next = 0;
            for (Chunk.Checked row : chunk.rows()) {
                RecordOutcome outcome = row.refused() != null ? row.refused() : answer.get(next++);
                outcomes.add(outcome);
                if (outcome.outcome() == RecordOutcome.Kind.REFUSED)
                    refused.add(new Quarantine.Entry(
                            run.delivery(), run.file().source(), run.file().dataset(), now, row.kept(outcome)));
            }
            present.addAll(chunk.present());
            decided += outcomes.size();
            to = to.after(chunk.bytesRead(), chunk.known(), outcomes);
        }

        boolean isDue() {
            return decided >= SETTLED_DECIDED
                    || to.rows() - from.rows() >= SETTLED_ROWS
                    || System.nanoTime() - since >= SETTLED_NANOS;
        }

        boolean isEmpty() {
            return to.rows() == from.rows();
        }

        void settled() {
            from = to;
            refused.clear();
            present.clear();
            decided = 0;
            since = System.nanoTime();
        }

        ImportRun run() {
            return run;
        }

        Checkpoint from() {
            return from;
        }

        Checkpoint to() {
            return to;
        }

        List<Quarantine.Entry> refused() {
            return refused;
        }

        List<UUID> present() {
            return present;
        }
    }

    private List<RecordOutcome> outcomes(Sent sent) throws InterruptedException {
        CompletableFuture<List<RecordOutcome>> answer = sent.answer();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                boolean away = e.getCause() instanceof IntakeUnavailable;
                if (!away || System.nanoTime() > deadline) {
                    if (e.getCause() instanceof Error error) throw error;
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
                pause(attempt);
                answer = submit(sent.chunk().fit());
            }
        }
    }

    private MissingRecords.Extract extract(ImportRun run, Dataset dataset) {
        FileDelivery file = run.file();
        return new MissingRecords.Extract(
                run.delivery(), file.source(), dataset, file.extractTime(), file.vanishedLimitLifted());
    }

    private long endMissing(ImportRun run, Dataset dataset, Checkpoint last, List<Fault> warnings)
            throws InterruptedException {
        MissingRecords.Extract extract = extract(run, dataset);
        long planned = run.missing() == null ? 0 : run.missing();
        if (planned == 0) {
            long nameless = last.refusedByCode().getOrDefault("ROW_FORMAT", 0L)
                    + last.refusedByCode().getOrDefault("RECORD_ID_MISSING", 0L)
                    + last.refusedByCode().getOrDefault("RECORD_ID_FORMAT", 0L);
            MissingRecords.Plan plan = missing.plan(
                    extract,
                    run.standing() == null ? 0 : run.standing(),
                    extracts.latest(extract.source(), dataset.code()),
                    nameless);
            warnings.addAll(plan.warnings());
            planned = plan.count();
            long decided = planned;
            durably(() -> {
                runs.decideMissing(run.delivery(), decided);
                return null;
            });
        }
        MissingRecords.Ended ended = missing.end(extract, planned, last.rows(), this::submitted);
        warnings.addAll(ended.warnings());
        return ended.count();
    }

    private List<RecordOutcome> submitted(List<SubmitRecord> rows) {
        try {
            return outcomes(new Sent(new Chunk(0, List.of(), rows, List.of(), 0), submit(rows)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the import was stopped and can be continued");
        }
    }

    /** Rows of a file have no line of their own on the receipt: what they were warned of is summed up. */
    private static void warned(Checkpoint last, List<Fault> warnings) {
        last.warnedByCode()
                .forEach((code, rows) -> warnings.add(new Fault(
                        code,
                        "records",
                        Long.toString(rows),
                        rows + " 行已收,但有警告 " + code,
                        rows + " rows were taken with warning " + code)));
    }

    private void close(ImportRun run, Checkpoint last, long vanished, List<Fault> warnings)
            throws InterruptedException {
        String source = run.file().source();
        List<DeliveryLog.Entry> events = new ArrayList<>(2);
        if (last.refused() > 0)
            events.add(new DeliveryLog.Entry(
                    1, new RowsRefused(run.delivery(), source, last.refused(), last.refusedByCode())));
        events.add(new DeliveryLog.Entry(
                1L + events.size(),
                new DeliveryCompleted(run.delivery(), source, last.counts(), vanished, List.of(), warnings)));
        durably(() -> log.inTransaction(() -> {
            if (!runs.end(run.delivery(), run.owner(), ImportProgress.State.DONE, List.of())) return null;
            log.append(events);
            if (run.file().complete()) missing.forget(run.delivery());
            return null;
        }));
    }

    /** Tries again while the database is away or in the way; the work must tell by itself when it took effect before. */
    private static void durably(Supplier<Object> work) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                work.get();
                return;
            } catch (RuntimeException e) {
                boolean passing = Failures.isUnreachable(e) || Failures.isContention(e);
                if (!passing || System.nanoTime() > deadline) throw e;
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.min(5_000, 100L << Math.min(attempt, 6)));
    }

    private void failed(ImportRun run, Throwable failure) {
        // The message of an exception may hold personal values; the log has it, what people are shown has not.
        LOG.error("FILE_FAILED: delivery {} stopped and can be continued", run.delivery(), failure);
        try {
            runs.end(
                    run.delivery(),
                    run.owner(),
                    ImportProgress.State.FAILED,
                    List.of(new Fault(
                            "FILE_FAILED",
                            "file",
                            null,
                            "导入中断(" + failure.getClass().getSimpleName() + "),已收的行有效,重新导入同一文件即可继续",
                            "the import stopped (" + failure.getClass().getSimpleName()
                                    + "); what was taken stays, importing the same file again goes on from there")));
        } catch (RuntimeException e) {
            // Without the note the run counts as interrupted once this program ends, which comes to the same.
            LOG.warn("the failure of delivery {} could not be noted", run.delivery(), e);
        }
    }

    /** Tells how far a run is. */
    private static final class Watch {
        private final ImportRun run;
        private final long startedAt;
        private final Consumer<ImportProgress> progress;

        Watch(ImportRun run, long startedAt, Consumer<ImportProgress> progress) {
            this.run = run;
            this.startedAt = startedAt;
            this.progress = progress;
        }

        void show(Checkpoint done, ImportProgress.State state) {
            double seconds = Math.max(1e-6, (System.nanoTime() - startedAt) / 1e9);
            long rows = done.rows() - run.checkpoint().rows();
            long bytes = done.bytes() - run.checkpoint().bytes();
            long bytesDone = state == ImportProgress.State.DONE ? run.size() : done.bytes();
            Duration left = bytes <= 0
                    ? null
                    : Duration.ofMillis((long) ((run.size() - bytesDone) * 1_000.0 * seconds / bytes));
            progress.accept(new ImportProgress(
                    run.delivery(),
                    run.file().source(),
                    state,
                    done.rows(),
                    bytesDone,
                    run.size(),
                    rows / seconds,
                    left,
                    done.counts(),
                    List.of()));
        }
    }
}
