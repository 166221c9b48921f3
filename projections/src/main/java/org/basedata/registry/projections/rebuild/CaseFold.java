package org.basedata.registry.projections.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.reconciliation.CaseEvent;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.ReconciliationCase;

/** Every case from its whole stream, in the order in which they were opened. */
final class CaseFold {
    private final EventLog log;
    private final CaseStreams streams;

    CaseFold(EventLog log) {
        this.log = log;
        this.streams = new CaseStreams(log);
    }

    /** Hands over the cases, some thousands at a time, on the calling thread. */
    void fold(Consumer<Collection<ReconciliationCase>> consumer) {
        log.readKind(CaseEvent.STREAM, events -> {
            List<CaseId> begun = new ArrayList<>();
            for (EventLog.LoggedEvent each : events)
                if (each.event().getSequenceNumber() == 0)
                    begun.add(CaseId.of(each.event().getAggregateIdentifier()));
            // What happened to them later is further on in the log: each is read as a whole once, where it begins.
            if (!begun.isEmpty()) consumer.accept(streams.load(begun).values());
        });
    }
}
