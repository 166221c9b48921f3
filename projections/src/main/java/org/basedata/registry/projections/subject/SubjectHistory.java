package org.basedata.registry.projections.subject;

import java.util.List;
import org.basedata.registry.core.identifier.SubjectId;

/** What the master record showed of each item, on both time axes. */
public final class SubjectHistory {
    public SubjectHistory(SubjectStreams streams) {}

    /** In order of item, time of knowledge and valid time; empty when nothing is known of the subject. */
    public List<HistoryEntry> of(SubjectId ref) {
        throw new UnsupportedOperationException();
    }
}
