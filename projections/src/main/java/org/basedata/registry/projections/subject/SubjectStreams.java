package org.basedata.registry.projections.subject;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.RecordedEvent;

/** Where the whole streams of subjects are read, for all that the current rows cannot answer: earlier knowledge and reasons. */
@FunctionalInterface
public interface SubjectStreams {
    /** The events of each subject in order of sequence; a subject without events is left out or has an empty list. */
    Map<SubjectId, List<RecordedEvent>> read(Collection<SubjectId> subjects);
}
