package org.basedata.registry.projections.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordedEvent;

/** Streams out of memory. */
final class Streams {
    private Streams() {}

    static SubjectStreams of(Ledger ledger) {
        return (subjects, after, knownAt) -> {
            Map<SubjectId, List<RecordedEvent>> streams = new HashMap<>();
            for (RecordedEvent event : ledger.events())
                if (subjects.contains(event.subject())
                        && event.sequence() > after
                        && (knownAt == null || !event.recordedAt().isAfter(knownAt)))
                    streams.computeIfAbsent(event.subject(), s -> new ArrayList<>())
                            .add(event);
            return streams;
        };
    }
}
