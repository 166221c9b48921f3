package org.basedata.registry.importers.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.core.submission.RowFingerprint;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.importers.ledger.Legible;
import org.basedata.registry.importers.ledger.StandingRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes chunks of rows that were read: maps them, asks once for all of them which are known, and checks the others. A row is
 * unchanged without further ado when the row that brought its record's highest version had the same fingerprint and
 *
 * <ul>
 *   <li>it takes the time of its extract as its version, which is higher; or
 *   <li>it carries that very version itself, and is not submitted for a second time after an interruption: then it may be the
 *       one that was accepted.
 * </ul>
 *
 * <p>In both cases the registrar would answer UNCHANGED and write nothing, whatever else is submitted before these rows by the
 * same file (why: ADR 11). Thread-safe.
 */
final class RowsCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RowsCheck.class);

    /** Where not one row of a chunk is known, so many chunks go without the question: a first load has nothing to find. */
    private static final int CHUNKS_NOT_ASKED = 4;

    private final AtomicInteger notAsked = new AtomicInteger();
    private final UUID delivery;
    private final FileDelivery file;
    private final FileRows rows;
    private final SubmissionCheck check;
    private final StandingRecords records;
    private final List<Fault> outOfOrder;
    private final boolean extractRowsMayBeKnown;
    private final boolean versionsMayBeKnown;

    /**
     * @param outOfOrder faults of every row when the file is an extract that came too late; empty otherwise
     * @param fresh whether no row of the delivery can have been submitted before
     */
    RowsCheck(
            UUID delivery,
            FileDelivery file,
            FileRows rows,
            SubmissionCheck check,
            StandingRecords records,
            List<Fault> outOfOrder,
            boolean fresh) {
        this.delivery = delivery;
        this.file = file;
        this.rows = rows;
        this.check = check;
        this.records = records;
        this.outOfOrder = outOfOrder;
        // A row with a version of its own, between the highest one and the extract's time, may be on its way for the
        // same
        // record; so rows of an extract are told by their fingerprints only where no row carries its own.
        this.extractRowsMayBeKnown = file.complete() || !rows.mayHaveVersions();
        this.versionsMayBeKnown = fresh;
    }

    private static final class Row {
        final FileRow row;
        UUID key;
        RowFingerprint fingerprint;

        Row(FileRow row) {
            this.row = row;
        }
    }

    Chunk check(List<ReadRow> read, long bytesRead) {
        boolean ask = notAsked.getAndUpdate(chunks -> Math.max(0, chunks - 1)) == 0;
        List<Row> mapped = new ArrayList<>(read.size());
        List<UUID> present = new ArrayList<>(file.complete() ? read.size() : 0);
        List<UUID> asked = new ArrayList<>(read.size());
        for (ReadRow each : read) {
            Row row = new Row(rows.map(each));
            mapped.add(row);
            RawRecord raw = row.row.record();
            if (raw == null || !SubmissionCheck.isLegibleId(raw.recordId())) continue;
            boolean askedFor = ask && mayBeKnown(raw);
            if (!askedFor && !file.complete()) continue;
            row.key =
                    new RecordKey(file.source(), file.dataset(), raw.recordId().strip()).digest();
            if (file.complete()) present.add(row.key);
            if (!askedFor) continue;
            row.fingerprint = check.fingerprint(raw);
            asked.add(row.key);
        }
        Map<UUID, StandingRecords.Highest> highest = highest(asked);
        List<Chunk.Checked> others = new ArrayList<>();
        List<SubmitRecord> fit = new ArrayList<>();
        for (Row row : mapped) {
            if (row.fingerprint != null && isKnown(row, highest.get(row.key))) continue;
            List<Fault> faults;
            if (row.row.record() == null) {
                faults = List.of(row.row.fault());
            } else {
                SubmissionCheck.Checked checked = checked(row);
                faults = checked.faults();
                if (checked.record() != null) fit.add(checked.record());
            }
            others.add(new Chunk.Checked(
                    row.row, faults.isEmpty() ? null : RecordOutcome.refused(row.row.index(), Legible.faults(faults))));
        }
        int known = mapped.size() - others.size();
        if (known == 0 && asked.size() > Chunk.MOST_ROWS / 2) notAsked.set(CHUNKS_NOT_ASKED);
        return new Chunk(known, others, fit, present, bytesRead);
    }

    private boolean mayBeKnown(RawRecord raw) {
        return outOfOrder.isEmpty()
                && isOfDataset(raw)
                && (takesExtractTime(raw) ? extractRowsMayBeKnown : versionsMayBeKnown);
    }

    private boolean takesExtractTime(RawRecord raw) {
        return SubmissionCheck.takesExtractTime(raw, file.extractTime(), file.complete());
    }

    private boolean isOfDataset(RawRecord raw) {
        return file.dataset().equals(raw.dataset().strip());
    }

    /** Nothing at all when the database does not answer: then all rows take the long way, which knows how to wait. */
    private Map<UUID, StandingRecords.Highest> highest(List<UUID> keys) {
        if (keys.isEmpty()) return Map.of();
        try {
            return records.highest(keys.toArray(UUID[]::new));
        } catch (RuntimeException e) {
            LOG.warn("rows of delivery {} could not be looked up and are decided one by one", delivery, e);
            return Map.of();
        }
    }

    private boolean isKnown(Row row, StandingRecords.Highest highest) {
        if (highest == null || !row.fingerprint.equals(highest.fingerprint())) return false;
        RawRecord raw = row.row.record();
        return takesExtractTime(raw)
                ? highest.version() < SubmissionCheck.versionOf(file.extractTime())
                : highest.version() == SubmissionCheck.ownVersion(raw);
    }

    private SubmissionCheck.Checked checked(Row row) {
        if (!outOfOrder.isEmpty()) return new SubmissionCheck.Checked(null, outOfOrder);
        RawRecord raw = row.row.record();
        if (!isOfDataset(raw))
            return new SubmissionCheck.Checked(
                    null,
                    List.of(new Fault(
                            "FILE_OTHER_DATASET",
                            "dataset",
                            raw.dataset(),
                            "本文件是信息组 " + file.dataset() + " 的,不能含有其他信息组的记录",
                            "this file is of dataset " + file.dataset() + " and cannot hold records of another")));
        return check.check(
                delivery,
                file.source(),
                raw,
                file.extractTime(),
                file.complete(),
                row.fingerprint != null ? row.fingerprint : check.fingerprint(raw));
    }
}
