package org.basedata.registry.core.subject;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.survivorship.MasterRecord;

/** All that is needed to decide the next event of one subject. Changed only by {@link WorkingSet#evolve}. */
public final class SubjectState {
    private final SubjectId id;
    private final Set<RecordKey> owned;
    private final long loadedSequence;
    Identifier identifier;
    long sequence;
    Instant recordedAt;
    MasterRecord master;
    SubjectLinks links;

    private SubjectState(
            SubjectId id,
            Identifier identifier,
            long sequence,
            Instant recordedAt,
            MasterRecord master,
            Collection<RecordKey> owned,
            SubjectLinks links) {
        this.id = id;
        this.identifier = identifier;
        this.sequence = sequence;
        this.loadedSequence = sequence;
        this.recordedAt = recordedAt;
        this.master = master;
        this.owned = new TreeSet<>(owned);
        this.links = links;
    }

    public static SubjectState unknown(SubjectId id) {
        return new SubjectState(id, null, -1, Instant.EPOCH, MasterRecord.EMPTY, Set.of(), SubjectLinks.NONE);
    }

    /**
     * @param sequence sequence of the last event in the subject's stream
     * @param owned keys of the records that belong to the subject
     */
    public static SubjectState known(
            SubjectId id,
            Identifier identifier,
            long sequence,
            Instant recordedAt,
            MasterRecord master,
            Collection<RecordKey> owned,
            SubjectLinks links) {
        return new SubjectState(id, identifier, sequence, recordedAt, master, owned, links);
    }

    public SubjectId id() {
        return id;
    }

    /** Null while nothing has named the subject. */
    public Identifier identifier() {
        return identifier;
    }

    /** Sequence of the last event; -1 before the first. */
    public long sequence() {
        return sequence;
    }

    /** Sequence of the last event when the subject was loaded; -1 when it was new. */
    public long loadedSequence() {
        return loadedSequence;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public MasterRecord master() {
        return master;
    }

    public Set<RecordKey> owned() {
        return owned;
    }

    /** What was decided about this subject and others. */
    public SubjectLinks links() {
        return links;
    }
}
