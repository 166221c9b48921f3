package org.basedata.registry.core.catalogue;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;

/** The catalogue as events: entered at the first start, and the measure of every later one. */
public final class CatalogueStream {
    private final EventStorageEngine store;
    private final Clock clock;

    public CatalogueStream(EventStorageEngine store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The catalogue in force; null on an empty store. */
    public CatalogueRevised inForce() {
        CatalogueRevised last = null;
        var events = store.readEvents(CatalogueEvent.STREAM_ID, 0);
        while (events.hasNext()) if (events.next().getPayload() instanceof CatalogueRevised revised) last = revised;
        return last;
    }

    /**
     * Enters the catalogue on an empty store; on a filled one it must be the one in force.
     *
     * @throws CatalogueChanged when it is another: outcomes of the old one would stand beside outcomes of the new
     */
    public void enter(String yaml, Catalogue catalogue) {
        String fingerprint = CatalogueLoader.fingerprint(yaml);
        CatalogueRevised inForce = inForce();
        if (inForce != null) {
            if (!inForce.fingerprint().equals(fingerprint))
                throw new CatalogueChanged(inForce.version(), catalogue.version());
            return;
        }
        List<DomainEventMessage<?>> events = new ArrayList<>();
        events.add(message(
                0,
                new CatalogueRevised(catalogue.version(), fingerprint, yaml, "SYSTEM", "first start of the registry")));
        for (Source source : catalogue.sources()) events.add(message(events.size(), new SourceRegistered(source)));
        store.appendEvents(events);
    }

    private DomainEventMessage<CatalogueEvent> message(long sequence, CatalogueEvent event) {
        return new GenericDomainEventMessage<>(
                CatalogueEvent.STREAM,
                CatalogueEvent.STREAM_ID,
                sequence,
                event,
                MetaData.emptyInstance(),
                UUID.randomUUID().toString(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
