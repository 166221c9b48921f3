package org.basedata.registry.core.subject;

import java.time.Instant;
import java.util.Set;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.MasterRecord;

/**
 * What the events of a subject have led to, up to one of them.
 *
 * @param identifier null while nothing has named the subject
 * @param sequence of the last event that is covered
 * @param recordedAt of that event
 */
public record SubjectSnapshot(
        SubjectId subject,
        Identifier identifier,
        long sequence,
        Instant recordedAt,
        MasterRecord master,
        SubjectLinks links) {
    /** After so many events of a subject, and again after as many more, its state is kept. */
    public static final int EVERY = 50;

    static boolean isDue(long sequence) {
        return (sequence + 1) % EVERY == 0;
    }

    static SubjectSnapshot of(SubjectState state) {
        return new SubjectSnapshot(
                state.id(), state.identifier(), state.sequence(), state.recordedAt(), state.master(), state.links());
    }

    /** The state to go on from, but for the records, which readers of the past do not need. */
    public SubjectState state() {
        return SubjectState.known(subject, identifier, sequence, recordedAt, master, Set.of(), links);
    }
}
