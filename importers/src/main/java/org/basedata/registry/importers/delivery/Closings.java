package org.basedata.registry.importers.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.importers.ledger.DeliveryLog;
import org.basedata.registry.importers.ledger.Quarantine;
import org.basedata.registry.importers.ledger.RefusedRow;

/** Completes deliveries, many in one transaction: their events, their refused rows and the receipts of their keys. */
final class Closings implements AutoCloseable {
    private final DeliveryLog log;
    private final Quarantine quarantine;
    private final IdempotencyKeys keys;
    private final LongSupplier headPosition;
    private final Clock clock;
    private final GroupCommit<Closing, StoredReceipt> lane;

    Closings(DeliveryLog log, Quarantine quarantine, IdempotencyKeys keys, LongSupplier headPosition, Clock clock) {
        this.log = log;
        this.quarantine = quarantine;
        this.keys = keys;
        this.headPosition = headPosition;
        this.clock = clock;
        this.lane = new GroupCommit<>(
                "delivery-closings", closing -> 3 + closing.refused().size(), this::close);
    }

    /**
     * @param claim null for a delivery without idempotency key
     * @param events of the delivery's whole stream, in order
     * @param refused with the dataset of each row
     * @param receipt the receipt's JSON without its position, from {@code ,"counts"} on
     */
    record Closing(
            UUID delivery,
            String source,
            IdempotencyKeys.Mine claim,
            List<DeliveryEvent> events,
            List<Refused> refused,
            String receipt) {}

    record Refused(String dataset, RefusedRow row) {}

    /** Waits until the closing is durable. */
    StoredReceipt close(Closing closing) {
        return Waiting.on(lane.add(closing));
    }

    private List<StoredReceipt> close(List<Closing> closings) {
        // All rows of these deliveries are committed by now, so the head covers them.
        String position = Long.toString(headPosition.getAsLong());
        Instant now = clock.instant();
        List<StoredReceipt> receipts = new ArrayList<>(closings.size());
        List<DeliveryLog.Entry> events = new ArrayList<>(closings.size() * 3);
        List<Quarantine.Entry> refused = new ArrayList<>();
        List<IdempotencyKeys.Completed> completed = new ArrayList<>();
        for (Closing closing : closings) {
            String json = "{\"deliveryId\":\"" + closing.delivery() + "\",\"position\":\"" + position + '"'
                    + closing.receipt();
            StoredReceipt receipt = new StoredReceipt(closing.delivery(), json.getBytes(StandardCharsets.UTF_8));
            receipts.add(receipt);
            long sequence = 0;
            for (DeliveryEvent event : closing.events()) events.add(new DeliveryLog.Entry(sequence++, event));
            for (Refused row : closing.refused())
                refused.add(new Quarantine.Entry(closing.delivery(), closing.source(), row.dataset(), now, row.row()));
            if (closing.claim() != null) completed.add(new IdempotencyKeys.Completed(closing.claim(), receipt.json()));
        }
        return log.inTransaction(() -> {
            log.append(events);
            quarantine.keep(refused);
            keys.complete(completed);
            return receipts;
        });
    }

    @Override
    public void close() {
        lane.close();
    }
}
