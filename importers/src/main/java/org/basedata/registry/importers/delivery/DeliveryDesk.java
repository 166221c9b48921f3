package org.basedata.registry.importers.delivery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.eventstore.AppendedPositions;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.submission.EndDeliveries;
import org.basedata.registry.core.submission.Intake;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.FileImport;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.importers.ledger.DeliveryLog;
import org.basedata.registry.importers.ledger.Extracts;
import org.basedata.registry.importers.ledger.Legible;
import org.basedata.registry.importers.ledger.LivingPrograms;
import org.basedata.registry.importers.ledger.MissingRecords;
import org.basedata.registry.importers.ledger.Quarantine;
import org.basedata.registry.importers.ledger.RefusedRow;
import org.basedata.registry.importers.ledger.StandingRecords;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where deliveries come in: every delivery gets its receipt, and every refused row is kept. An answer means that everything
 * it says is durable. Thread-safe.
 */
public final class DeliveryDesk implements AutoCloseable {
    /** How far a sender's clock may be ahead; an extract time further off would block all true ones after it. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private static final int LONGEST_KEY = 255;

    private final Catalogue catalogue;
    private final Clock clock;
    private final Intake intake;
    private final SubmissionCheck check;
    private final TransactionTemplate transactions;
    private final Quarantine quarantine;
    private final Extracts extracts;
    private final MissingRecords missing;
    private final LivingPrograms programs;
    private final IdempotencyKeys keys;
    private final Closings closings;
    private final FileImport files;
    private final ReceivedFiles received;

    /**
     * @param headPosition the log's last position; covers everything that was answered before it is asked
     * @param appended where the events of the open transaction come to stand
     * @param positionBeforeCommit gives the events of the open transaction their positions, as the last thing before its
     *     commit, and answers the last
     * @param standing how the projections know the source records of a dataset
     * @param spool folder that keeps uploaded files until they are dealt with
     */
    public DeliveryDesk(
            Database database,
            EventStore events,
            LongSupplier headPosition,
            Supplier<AppendedPositions> appended,
            LongSupplier positionBeforeCommit,
            SubmitRecordsHandler records,
            Intake intake,
            Catalogue catalogue,
            CodeLists codes,
            StandingRecords standing,
            Clock clock,
            Path spool) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.intake = intake;
        this.check = new SubmissionCheck(catalogue, codes);
        this.transactions = database.transactions();
        this.quarantine = new Quarantine(database.dataSource());
        this.extracts = new Extracts(database.dataSource());
        this.missing = new MissingRecords(database.dataSource(), standing, check);
        this.programs = new LivingPrograms(database);
        this.keys = new IdempotencyKeys(database, programs, clock);
        DeliveryLog log = new DeliveryLog(database, events, clock);
        this.closings =
                new Closings(records, log, quarantine, keys, headPosition, appended, positionBeforeCommit, clock);
        this.files = new FileImport(
                database,
                log,
                headPosition,
                intake,
                check,
                catalogue,
                codes,
                quarantine,
                extracts,
                missing,
                standing,
                programs,
                clock);
        this.received = new ReceivedFiles(files, spool);
    }

    /** Handles the command by which the intake ends deliveries together with their last rows. */
    public List<RecordOutcome> handle(EndDeliveries command) {
        return closings.handle(command);
    }

    /**
     * Takes a delivery and answers its receipt.
     *
     * @throws UnknownSource when the catalogue has no such source
     * @throws UnfitDelivery when what the delivery says of itself does not hold together
     * @throws IdempotencyConflict when the key was used for another body
     * @throws StillRunning when the same request is being worked on
     * @throws org.basedata.registry.core.submission.IntakeUnavailable when the database is away; safe to send again
     */
    public StoredReceipt submit(SubmitDelivery delivery) {
        requireFit(delivery);
        if (delivery.idempotencyKey() == null) return take(delivery, UUID.randomUUID(), null);
        for (int attempt = 1; ; attempt++) {
            IdempotencyKeys.Claim claim = keys.claim(delivery.client(), delivery.idempotencyKey(), delivery.bodyHash());
            if (claim instanceof IdempotencyKeys.Answered answered)
                return new StoredReceipt(answered.delivery(), answered.receipt());
            if (claim instanceof IdempotencyKeys.TakenForOther)
                throw new IdempotencyConflict(
                        "IDEMPOTENCY_KEY_REUSED: the key was used for another body; a new body needs a new key");
            if (claim instanceof IdempotencyKeys.AtWork)
                throw new StillRunning(
                        "DELIVERY_RUNNING: the same delivery is being worked on; ask again for its receipt");
            IdempotencyKeys.Mine mine = (IdempotencyKeys.Mine) claim;
            try {
                return take(delivery, mine.delivery(), mine);
            } catch (OptimisticLockingFailureException | ConcurrencyException e) {
                // Another program took this one for dead; what it wrote is the answer.
                if (attempt == 3)
                    throw new StillRunning(
                            "DELIVERY_RUNNING: another program works on the same delivery; ask again for its receipt");
            } finally {
                keys.release(mine);
            }
        }
    }

    private void requireFit(SubmitDelivery delivery) {
        if (delivery.source() == null || catalogue.source(delivery.source()).isEmpty())
            throw new UnknownSource(Legible.faults(List.of(new Fault(
                            "SOURCE_UNKNOWN",
                            "source",
                            delivery.source(),
                            "目录中没有数源部门 " + delivery.source(),
                            "the catalogue has no source " + delivery.source())))
                    .get(0));
        List<Fault> faults = new ArrayList<>();
        if (delivery.records().isEmpty() || delivery.records().size() > SubmitDelivery.MOST)
            faults.add(new Fault(
                    "DELIVERY_SIZE",
                    "records",
                    Integer.toString(delivery.records().size()),
                    "一批须有 1 至 " + SubmitDelivery.MOST + " 条记录;更多的请以文件报送",
                    "a delivery has 1 to " + SubmitDelivery.MOST + " records; send more as a file"));
        if (delivery.dataset() != null && catalogue.dataset(delivery.dataset()).isEmpty())
            faults.add(new Fault(
                    "DATASET_UNKNOWN",
                    "dataset",
                    delivery.dataset(),
                    "目录中没有信息组 " + delivery.dataset(),
                    "the catalogue has no dataset " + delivery.dataset()));
        if (delivery.extractTime() != null && delivery.dataset() == null)
            faults.add(new Fault(
                    "EXTRACT_WITHOUT_DATASET",
                    "dataset",
                    null,
                    "抽取批次必须写明信息组(dataset)",
                    "an extract must name its dataset"));
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
        String key = delivery.idempotencyKey();
        if (key != null
                && (key.isBlank()
                        || key.length() > LONGEST_KEY
                        || key.chars().anyMatch(c -> c < ' ' || c > '~')
                        || delivery.client() == null
                        || delivery.bodyHash() == null))
            faults.add(new Fault(
                    "IDEMPOTENCY_KEY",
                    "Idempotency-Key",
                    null,
                    "Idempotency-Key 须为 1 至 " + LONGEST_KEY + " 个可见的 ASCII 字符",
                    "an Idempotency-Key has 1 to " + LONGEST_KEY + " printable ASCII characters"));
        if (!faults.isEmpty()) throw new UnfitDelivery(Legible.faults(faults));
    }

    private StoredReceipt take(SubmitDelivery delivery, UUID id, IdempotencyKeys.Mine claim) {
        Instant extractTime =
                delivery.extractTime() == null ? null : delivery.extractTime().truncatedTo(ChronoUnit.MICROS);
        List<Fault> outOfOrder = extractTime == null ? List.of() : takeExtract(delivery, extractTime, id, claim);
        Optional<MissingRecords.Extract> whole = delivery.complete() && outOfOrder.isEmpty()
                ? Optional.of(new MissingRecords.Extract(
                        id, delivery.source(), dataset(delivery), extractTime, delivery.vanishedLimitLifted()))
                : Optional.empty();
        long standing = whole.map(missing::standing).orElse(0L);

        int received = delivery.records().size();
        List<SubmitRecord> fit = new ArrayList<>(received);
        List<RawRecord> rows = new ArrayList<>(received);
        for (int i = 0; i < received; i++)
            rows.add(inDelivery(delivery.records().get(i), i, delivery.dataset()));
        Closing closing = new Closing(id, delivery, claim, extractTime, catalogue, rows);
        for (RawRecord row : rows) {
            List<Fault> faults = outOfOrder.isEmpty() ? strayed(delivery, row) : outOfOrder;
            if (faults.isEmpty()) {
                SubmissionCheck.Checked checked =
                        check.check(id, delivery.source(), row, extractTime, delivery.complete());
                if (checked.record() != null) fit.add(checked.record());
                faults = checked.faults();
            }
            if (!faults.isEmpty()) closing.decided(RecordOutcome.refused(row.index(), Legible.faults(faults)));
        }
        if (whole.isPresent()) {
            if (!fit.isEmpty()) closing.decided(Waiting.on(intake.submit(fit)));
            fit.clear();
            List<Fault> warnings = new ArrayList<>();
            closing.ended(endMissing(whole.get(), standing, rows, warnings), warnings);
        }
        Waiting.on(intake.submit(fit, closing));
        return closings.receipt(closing);
    }

    /** Faults for every row when the extract came too late and nobody let it in. */
    private List<Fault> takeExtract(SubmitDelivery delivery, Instant time, UUID id, IdempotencyKeys.Mine claim) {
        Boolean decided = claim == null ? null : claim.extractTaken();
        boolean taken = Boolean.TRUE.equals(decided)
                || decided == null
                        && Boolean.TRUE.equals(transactions.execute(status -> {
                            boolean inOrder = extracts.take(delivery.source(), delivery.dataset(), time, id);
                            if (claim != null) keys.noteExtract(claim, inOrder);
                            return inOrder;
                        }));
        if (taken || delivery.letIn() != null) return List.of();
        return Extracts.outOfOrder(time, extracts.latest(delivery.source(), delivery.dataset()));
    }

    private Dataset dataset(SubmitDelivery delivery) {
        return catalogue.dataset(delivery.dataset()).orElseThrow();
    }

    private static RawRecord inDelivery(RawRecord row, long index, String dataset) {
        boolean named = row.dataset() != null && !row.dataset().isBlank();
        if (row.index() == index && (named || dataset == null)) return row;
        return new RawRecord(
                index,
                row.line(),
                named ? row.dataset() : dataset,
                row.recordId(),
                row.version(),
                row.operation(),
                row.subjectType(),
                row.idType(),
                row.id(),
                row.name(),
                row.items(),
                row.validFrom(),
                row.validTo(),
                row.reason(),
                row.handlingUnit(),
                row.handlingPerson());
    }

    /** An extract is of one dataset: a row of another one would take its version from a time that says nothing of it. */
    private static List<Fault> strayed(SubmitDelivery delivery, RawRecord row) {
        if (delivery.extractTime() == null || row.dataset().strip().equals(delivery.dataset())) return List.of();
        return List.of(new Fault(
                "EXTRACT_OTHER_DATASET",
                "dataset",
                row.dataset(),
                "本批是信息组 " + delivery.dataset() + " 的抽取,不能含有其他信息组的记录",
                "this delivery is an extract of dataset " + delivery.dataset()
                        + " and cannot hold records of another"));
    }

    private long endMissing(MissingRecords.Extract extract, long standing, List<RawRecord> rows, List<Fault> warnings) {
        try {
            missing.forget(extract.delivery());
            missing.present(extract, rows.stream().map(RawRecord::recordId).toList());
            MissingRecords.Plan plan = missing.plan(
                    extract,
                    standing,
                    extracts.latest(extract.source(), extract.dataset().code()),
                    rows.stream()
                            .filter(row -> !SubmissionCheck.isLegibleId(row.recordId()))
                            .count());
            warnings.addAll(plan.warnings());
            MissingRecords.Ended ended =
                    missing.end(extract, plan.count(), rows.size(), ends -> Waiting.on(intake.submit(ends)));
            warnings.addAll(ended.warnings());
            return ended.count();
        } finally {
            missing.forget(extract.delivery());
        }
    }

    /** Refused rows in the order of the delivery, from behind {@code afterIndex}; -1 for the first page. */
    public List<RefusedRow> refusals(UUID delivery, long afterIndex, int limit) {
        return quarantine.rows(delivery, afterIndex, limit);
    }

    /**
     * Keeps a copy of the file and takes it in the background; what becomes of it is told by {@link #progress}.
     *
     * @throws java.io.UncheckedIOException when the copy cannot be kept
     */
    public UUID receive(FileDelivery file) {
        return received.receive(file);
    }

    /** How far a file is, received or read where it lay; empty when the delivery is none of a file. */
    public Optional<ImportProgress> progress(UUID delivery) {
        return received.progress(delivery);
    }

    /** Continues received files whose import was interrupted; called once at start. */
    public void resumeUnfinished() {
        received.resumeUnfinished();
    }

    /** Imports files in the caller's thread, without a copy; for programs. */
    public FileImport fileImport() {
        return files;
    }

    /** Answers what was handed in before; what comes after is refused. Files stop where they are and go on at the next start. */
    @Override
    public void close() {
        received.close();
        keys.close();
        programs.close();
    }
}
