package org.basedata.registry.core.catalogue;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
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

    /** Adds the revisions in their order, and answers how many events the stream has. */
    private long read(List<CatalogueRevised> revisions) {
        long length = 0;
        var events = store.readEvents(CatalogueEvent.STREAM_ID, 0);
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            if (event.getPayload() instanceof CatalogueRevised revised) revisions.add(revised);
            length = event.getSequenceNumber() + 1;
        }
        return length;
    }

    /**
     * Enters the catalogue on an empty store. On a filled one it must be the one in force, or, under a version of its own, one that
     * only adds sources, datasets and items to it; that one is in force from now on.
     *
     * @throws CatalogueChanged when it is another: outcomes of the old one would stand beside outcomes of the new
     */
    public void enter(String yaml, Catalogue catalogue) {
        String fingerprint = CatalogueLoader.fingerprint(yaml);
        List<CatalogueRevised> revisions = new ArrayList<>();
        long length = read(revisions);
        if (revisions.isEmpty()) {
            append(length, revised(catalogue, fingerprint, yaml, "first start of the registry"), catalogue.sources());
            return;
        }
        CatalogueRevised inForce = revisions.get(revisions.size() - 1);
        if (inForce.fingerprint().equals(fingerprint)) return;
        boolean named = revisions.stream().anyMatch(r -> r.version().equals(catalogue.version()));
        CatalogueAdditions additions = CatalogueAdditions.of(CatalogueLoader.load(inForce.yaml()), catalogue)
                .filter(found -> !named)
                .orElseThrow(() -> new CatalogueChanged(inForce.version(), catalogue.version()));
        append(length, revised(catalogue, fingerprint, yaml, additions.text()), additions.sources());
    }

    private static CatalogueRevised revised(Catalogue catalogue, String fingerprint, String yaml, String reason) {
        return new CatalogueRevised(catalogue.version(), fingerprint, yaml, "SYSTEM", reason);
    }

    private void append(long sequence, CatalogueRevised revised, Collection<Source> sources) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        events.add(message(sequence, revised));
        for (Source source : sources) events.add(message(sequence + events.size(), new SourceRegistered(source)));
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
