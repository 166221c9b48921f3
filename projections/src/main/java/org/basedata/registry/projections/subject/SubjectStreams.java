package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
     * @param after sequence after which events are read; -1 for all
     * @param knownAt inclusive; null for all
     */
    Map<SubjectId, List<RecordedEvent>> read(Collection<SubjectId> subjects, long after, Instant knownAt);

    default Map<SubjectId, List<RecordedEvent>> read(Collection<SubjectId> subjects, Instant knownAt) {
        return read(subjects, -1, knownAt);
    }

    default Map<SubjectId, List<RecordedEvent>> read(Collection<SubjectId> subjects) {
        return read(subjects, -1, null);
    }

    static SubjectStreams of(EventLog log) {
        return (subjects, after, knownAt) -> {
            Map<SubjectId, List<RecordedEvent>> streams = new HashMap<>();
            List<UUID> ids = subjects.stream().map(SubjectId::value).toList();
            for (EventLog.StreamEvent event : log.streams(ids, after, knownAt))
                if (event.payload() instanceof SubjectEvent happened) {
                    SubjectId subject = new SubjectId(event.subject());
                    streams.computeIfAbsent(subject, id -> new ArrayList<>())
                            .add(new RecordedEvent(subject, event.sequence(), event.recordedAt(), happened));
                }
            return streams;
        };
    }
}
