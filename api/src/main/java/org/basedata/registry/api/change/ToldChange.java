package org.basedata.registry.api.change;

import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * A change as somebody is told of it.
 *
 * @param changed codes of items, and names of other parts of the record that are shown otherwise
 * @param record as it was after the change, in JSON; null where the subject is not there any more for the reader
 * @param successors whom to ask for instead
 * @param seen what is put on record of it
 */
record ToldChange(
        long position,
        Kind kind,
        SubjectId subject,
        Instant recordedAt,
        List<String> changed,
        byte[] record,
        List<SubjectId> successors,
        Access.Seen seen) {

    /** What the change is to the reader. */
    enum Kind {
        /** The subject was not there for the reader before: it is new, or has come into the region. */
        ENTERED,
        /** Something that the reader sees is said otherwise. */
        CHANGED,
        /** The subject is not there any more for the reader: no record is left, or it has gone from the region. */
        LEFT,
        /** It was found to be the same as another one. */
        SUPERSEDED,
        /** It was found to be several. */
        AMBIGUOUS
    }
}
