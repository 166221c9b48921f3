package org.basedata.registry.importers.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryTaken;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.submission.DeliveryEnd;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.importers.ledger.Legible;
import org.basedata.registry.importers.ledger.RefusedRow;

/**
 * A delivery on its way to its receipt. Used by one thread after another: the request that waits for it, and the lane that
 * completes it.
 */
final class Closing implements DeliveryEnd {
    private static final long NOT_PLACED = -1;

    private final UUID delivery;
    private final SubmitDelivery submitted;
    private final IdempotencyKeys.Mine claim;
    private final Instant extractTime;
    private final Catalogue catalogue;
    private final List<RawRecord> rows;
    private final RecordOutcome[] outcomes;
    private final List<Fault> warnings = new ArrayList<>();
    private long vanished;
    private long position = NOT_PLACED;
    /** Worked out once for the event and the receipt; again when a try failed and rows were decided anew. */
    private Tally tally;

    /** @param claim null for a delivery without idempotency key */
    Closing(
            UUID delivery,
            SubmitDelivery submitted,
            IdempotencyKeys.Mine claim,
            Instant extractTime,
            Catalogue catalogue,
            List<RawRecord> rows) {
        this.delivery = delivery;
        this.submitted = submitted;
        this.claim = claim;
        this.extractTime = extractTime;
        this.catalogue = catalogue;
        this.rows = rows;
        this.outcomes = new RecordOutcome[rows.size()];
    }

    /** A row with the dataset of the catalogue that it names; null where it names none. */
    record Refused(String dataset, RefusedRow row) {}

    private record Tally(DeliveryCompleted.Counts counts, List<Refused> refused, SortedMap<String, Long> byCode) {}

    UUID delivery() {
        return delivery;
    }

    String source() {
        return submitted.source();
    }

    /** Null for a delivery without idempotency key. */
    IdempotencyKeys.Mine claim() {
        return claim;
    }

    List<RawRecord> rows() {
        return rows;
    }

    void decided(RecordOutcome outcome) {
        outcomes[(int) outcome.index()] = outcome;
        tally = null;
    }

    void decided(List<RecordOutcome> some) {
        some.forEach(this::decided);
    }

    /** What became of the records that are missing from a complete extract. */
    void ended(long vanished, List<Fault> warnings) {
        this.vanished = vanished;
        this.warnings.addAll(warnings);
    }

    void position(long position) {
        this.position = position;
    }

    boolean isPlaced() {
        return position != NOT_PLACED;
    }

    List<Refused> refused() {
        return tally().refused();
    }

    DeliveryTaken event() {
        return new DeliveryTaken(
                delivery,
                submitted.source(),
                "API",
                submitted.dataset(),
                extractTime,
                submitted.complete(),
                submitted.letIn(),
                submitted.vanishedLimitLifted(),
                tally().counts(),
                vanished,
                tally().byCode(),
                Arrays.asList(outcomes),
                warnings);
    }

    /** The receipt's JSON, in UTF-8. */
    byte[] receipt() {
        return Legible.json(new Receipt(
                        delivery, Long.toString(position), tally().counts(), Arrays.asList(outcomes), warnings))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Tally tally() {
        if (tally == null) tally = count();
        return tally;
    }

    private Tally count() {
        long accepted = 0;
        long unchanged = 0;
        List<Refused> refused = new ArrayList<>();
        SortedMap<String, Long> byCode = new TreeMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            switch (outcomes[i].outcome()) {
                case ACCEPTED -> accepted++;
                case UNCHANGED -> unchanged++;
                case REFUSED -> {
                    List<Fault> faults = outcomes[i].faults();
                    RawRecord row = rows.get(i);
                    refused.add(new Refused(dataset(row), new RefusedRow(i, row.line(), AsSent.json(row), faults)));
                    faults.stream().map(Fault::code).distinct().forEach(code -> byCode.merge(code, 1L, Long::sum));
                }
            }
        }
        return new Tally(
                new DeliveryCompleted.Counts(outcomes.length, accepted, unchanged, refused.size()), refused, byCode);
    }

    private String dataset(RawRecord row) {
        return row.dataset() == null
                ? null
                : catalogue.dataset(row.dataset().strip()).map(Dataset::code).orElse(null);
    }
}
