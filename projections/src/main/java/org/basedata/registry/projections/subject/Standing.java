package org.basedata.registry.projections.subject;

import java.util.List;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/** Who answers to an identifier or a reference, by the acts about identity that are known at the time that is asked about. */
public sealed interface Standing {
    /**
     * What is asked.
     *
     * @param ref the reference, or the subject that the identifier leads to by itself
     * @param identifier null where it is asked by the reference
     */
    record Asked(SubjectId ref, Identifier identifier) {}

    record Found(StoredSubject subject) implements Standing {}

    /** The identifier is one that the subject does not have any more. */
    record Superseded(StoredSubject by) implements Standing {}

    /** Several subjects share the identifier, or the subject was found to be several. */
    record Ambiguous(List<StoredSubject> successors) implements Standing {}

    /**
     * @param position end of the log that is covered
     * @param results one entry a question, in their order; null where nothing is on record
     */
    record Standings(long position, List<Standing> results) {}
}
