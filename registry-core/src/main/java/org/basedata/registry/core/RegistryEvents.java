package org.basedata.registry.core;

import org.basedata.registry.core.catalogue.CatalogueEvent;
import org.basedata.registry.core.catalogue.CatalogueRevised;
import org.basedata.registry.core.catalogue.SourceRegistered;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.DeliveryTaken;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.eventstore.EventTypes;
import org.basedata.registry.core.subject.ConflictChanged;
import org.basedata.registry.core.subject.ConflictRaised;
import org.basedata.registry.core.subject.ConflictSettled;
import org.basedata.registry.core.subject.RecordCorrected;
import org.basedata.registry.core.subject.RecordEnded;
import org.basedata.registry.core.subject.RecordHeld;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordReaffirmed;
import org.basedata.registry.core.subject.RecordReleased;
import org.basedata.registry.core.subject.RecordSubmitted;
import org.basedata.registry.core.subject.RecordWithdrawn;
import org.basedata.registry.core.subject.SubmitRecordsHandler;

/**
 * Every event that the registry stores, with its stable name and revision. A class may be renamed; a name or the meaning of
 * a revision never changes, because stored events outlive the code.
 */
public final class RegistryEvents {
    private RegistryEvents() {}

    public static EventTypes types() {
        String subject = SubmitRecordsHandler.STREAM;
        return EventTypes.builder()
                .add(RecordSubmitted.class, "RecordSubmitted", "1", subject)
                .add(RecordCorrected.class, "RecordCorrected", "1", subject)
                .add(RecordEnded.class, "RecordEnded", "1", subject)
                .add(RecordWithdrawn.class, "RecordWithdrawn", "1", subject)
                .add(RecordReaffirmed.class, "RecordReaffirmed", "1", subject)
                .add(RecordMoved.class, "RecordMoved", "1", subject)
                .add(ConflictRaised.class, "ConflictRaised", "1", subject)
                .add(ConflictChanged.class, "ConflictChanged", "1", subject)
                .add(ConflictSettled.class, "ConflictSettled", "1", subject)
                .add(RecordHeld.class, "RecordHeld", "1", subject)
                .add(RecordReleased.class, "RecordReleased", "1", subject)
                .add(DeliveryReceived.class, "DeliveryReceived", "1", DeliveryEvent.STREAM)
                .add(RowsRefused.class, "RowsRefused", "1", DeliveryEvent.STREAM)
                .add(DeliveryCompleted.class, "DeliveryCompleted", "1", DeliveryEvent.STREAM)
                .add(DeliveryTaken.class, "DeliveryTaken", "1", DeliveryEvent.STREAM)
                .add(CatalogueRevised.class, "CatalogueRevised", "1", CatalogueEvent.STREAM)
                .add(SourceRegistered.class, "SourceRegistered", "1", CatalogueEvent.STREAM)
                .build();
    }
}
