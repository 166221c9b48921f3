package org.basedata.registry.importers.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.basedata.registry.core.database.Failures;
import org.basedata.registry.core.eventstore.AppendedPositions;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecords;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.submission.EndDeliveries;
import org.basedata.registry.importers.ledger.DeliveryLog;
import org.basedata.registry.importers.ledger.Quarantine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes deliveries, many in one transaction and with their last rows: their events, their refused rows and the receipts of
 * their keys.
 */
final class Closings {
    private static final Logger LOG = LoggerFactory.getLogger(Closings.class);

    private final SubmitRecordsHandler records;
    private final DeliveryLog log;
    private final Quarantine quarantine;
    private final IdempotencyKeys keys;
    private final LongSupplier headPosition;
    private final Supplier<AppendedPositions> appended;
    private final LongSupplier positionBeforeCommit;
    private final Clock clock;

    /**
     * @param appended of the open transaction
     * @param positionBeforeCommit gives the events of the open transaction their positions and answers the last
     */
    Closings(
            SubmitRecordsHandler records,
            DeliveryLog log,
            Quarantine quarantine,
            IdempotencyKeys keys,
            LongSupplier headPosition,
            Supplier<AppendedPositions> appended,
            LongSupplier positionBeforeCommit,
            Clock clock) {
        this.records = records;
        this.log = log;
        this.quarantine = quarantine;
        this.keys = keys;
        this.headPosition = headPosition;
        this.appended = appended;
        this.positionBeforeCommit = positionBeforeCommit;
        this.clock = clock;
    }

    /** Inside of a unit of work and its transaction. */
    List<RecordOutcome> handle(EndDeliveries command) {
        List<RecordOutcome> outcomes =
                command.rows().isEmpty() ? List.of() : records.handle(new SubmitRecords(command.rows()));
        Instant now = clock.instant();
        List<Closing> closings = new ArrayList<>(command.endings().size());
        List<DeliveryLog.Entry> events = new ArrayList<>(command.endings().size());
        List<Quarantine.Entry> refused = new ArrayList<>();
        boolean keyed = false;
        for (EndDeliveries.Ending ending : command.endings()) {
            Closing closing = (Closing) ending.delivery();
            closing.decided(ending.decided());
            closing.decided(outcomes.subList(ending.from(), ending.to()));
            events.add(new DeliveryLog.Entry(0, closing.event()));
            closing.refused()
                    .forEach(row -> refused.add(
                            new Quarantine.Entry(closing.delivery(), closing.source(), row.dataset(), now, row.row())));
            keyed |= closing.claim() != null;
            closings.add(closing);
        }
        log.append(events);
        boolean stored = keyed;
        CurrentUnitOfWork.get().onPrepareCommit(work -> {
            quarantine.keep(refused);
            if (stored) storeReceipts(closings);
        });
        AppendedPositions positions = appended.get();
        if (!stored) CurrentUnitOfWork.get().afterCommit(work -> placed(closings, positions));
        return outcomes;
    }

    /** A receipt that is kept must have its position in the transaction that keeps it: it is answered as it is stored. */
    private void storeReceipts(List<Closing> closings) {
        long position = positionBeforeCommit.getAsLong();
        closings.forEach(closing -> closing.position(position));
        List<IdempotencyKeys.Completed> completed = new ArrayList<>(closings.size());
        for (Closing closing : closings)
            if (closing.claim() != null)
                completed.add(new IdempotencyKeys.Completed(closing.claim(), closing.receipt()));
        keys.complete(completed);
    }

    /** All is committed by now, and nothing may fail any more. */
    private static void placed(List<Closing> closings, AppendedPositions positions) {
        try {
            long position = positions.last();
            closings.forEach(closing -> closing.position(position));
        } catch (RuntimeException e) {
            if (!Failures.isUnreachable(e)) LOG.warn("the position of a commit could not be read", e);
        }
    }

    /** Of a delivery whose end is durable. */
    StoredReceipt receipt(Closing closing) {
        if (!closing.isPlaced()) closing.position(headPosition.getAsLong());
        return new StoredReceipt(closing.delivery(), closing.receipt());
    }
}
