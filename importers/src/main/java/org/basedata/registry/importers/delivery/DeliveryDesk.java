package org.basedata.registry.importers.delivery;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.submission.Intake;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.FileImport;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.importers.ledger.RefusedRow;
import org.basedata.registry.importers.ledger.StandingRecords;

/** Where deliveries come in: gives every one its receipt and keeps every refused row. */
public final class DeliveryDesk implements AutoCloseable {
    /**
     * @param headPosition the log's last position, after which nothing that was answered before can still come
     * @param spool folder that keeps uploaded files until they are dealt with
     */
    public DeliveryDesk(
            Database database,
            EventStore events,
            LongSupplier headPosition,
            Intake intake,
            Catalogue catalogue,
            CodeLists codes,
            StandingRecords standing,
            Clock clock,
            Path spool) {}

    /**
     * @throws UnknownSource 400
     * @throws UnfitDelivery 400
     * @throws IdempotencyConflict 422
     * @throws StillRunning 409
     * @throws org.basedata.registry.core.submission.IntakeUnavailable 503, safe to send again
     */
    public StoredReceipt submit(SubmitDelivery delivery) {
        throw new IllegalStateException();
    }

    /** Refused rows in the order of the delivery; {@code afterIndex} -1 for the first page. */
    public List<RefusedRow> refusals(UUID delivery, long afterIndex, int limit) {
        throw new IllegalStateException();
    }

    /** Keeps a copy of the file and takes it in the background. */
    public UUID receive(FileDelivery file) {
        throw new IllegalStateException();
    }

    /** For files that this registry received or is importing; empty for a delivery it does not know as a file. */
    public Optional<ImportProgress> progress(UUID delivery) {
        throw new IllegalStateException();
    }

    /** Continues received files whose import was interrupted; called once at start. */
    public void resumeUnfinished() {}

    /** The synchronous way, for programs. */
    public FileImport fileImport() {
        throw new IllegalStateException();
    }

    @Override
    public void close() {}
}
