package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;

/** Where the whole streams of subjects are read, for all that the current rows cannot answer: earlier knowledge and reasons. */
@FunctionalInterface
public interface SubjectStreams {
    /**
     * The events of each subject in order of sequence; subjects without events are left out.
     *
     * @param knownAt inclusive; null for all
     */
    Map<SubjectId, List<RecordedEvent>> read(Collection<SubjectId> subjects, Instant knownAt);

    default Map<SubjectId, List<RecordedEvent>> read(Collection<SubjectId> subjects) {
        return read(subjects, null);
    }

    static SubjectStreams of(EventLog log) {
        return (subjects, knownAt) -> {
            Map<SubjectId, List<RecordedEvent>> streams = new HashMap<>();
            log.of(subjects.stream().map(SubjectId::value).toList(), knownAt).forEach((subject, events) -> {
                List<RecordedEvent> stream = new ArrayList<>(events.size());
                for (DomainEventMessage<?> event : events) {
                    if (event.getPayload() instanceof SubjectEvent happened)
                        stream.add(new RecordedEvent(
                                new SubjectId(subject), event.getSequenceNumber(), event.getTimestamp(), happened));
                }
                if (!stream.isEmpty()) streams.put(new SubjectId(subject), stream);
            });
            return streams;
        };
    }
}
