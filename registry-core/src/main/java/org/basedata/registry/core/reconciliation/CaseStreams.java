package org.basedata.registry.core.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.subject.SubmitRecordsHandler;

/** Cases from their streams, and their steps as the store takes them. */
public final class CaseStreams {
    private final EventLog log;

    public CaseStreams(EventLog log) {
        this.log = log;
    }

    /** Of those that there are; in one query, which sees the caller's transaction. */
    public Map<CaseId, ReconciliationCase> load(Collection<CaseId> ids) {
        if (ids.isEmpty()) return new HashMap<>();
        Map<CaseId, List<CaseStep>> steps = new LinkedHashMap<>();
        List<UUID> streams = ids.stream().sorted().map(CaseId::value).toList();
        for (EventLog.StreamEvent each : log.streams(streams, -1, null)) {
            CaseId id = new CaseId(each.subject());
            // A subject's id would find a subject's stream.
            if (each.payload() instanceof CaseEvent event)
                steps.computeIfAbsent(id, of -> new ArrayList<>())
                        .add(new CaseStep(id, each.sequence(), each.recordedAt(), event));
        }
        Map<CaseId, ReconciliationCase> cases = new HashMap<>();
        steps.forEach((id, all) -> cases.put(id, ReconciliationCase.of(all)));
        return cases;
    }

    /** A step as the store takes it. */
    public static DomainEventMessage<CaseEvent> message(CaseStep step) {
        return new GenericDomainEventMessage<>(
                CaseEvent.STREAM,
                step.id().toString(),
                step.sequence(),
                step.event(),
                MetaData.emptyInstance(),
                SubmitRecordsHandler.eventId(),
                step.recordedAt());
    }
}
