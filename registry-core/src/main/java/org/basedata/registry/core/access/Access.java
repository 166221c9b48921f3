package org.basedata.registry.core.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * One read that is about to be answered.
 *
 * @param id names the answer: a recall, a question about it, and the row of the record
 * @param purpose code; null where none is needed
 * @param agreements numbers of those that the answer rests on
 * @param caseReference the department's own file that it is read for; null when none is stated
 * @param items codes of all that was allowed and asked for; of each subject, those that have a value were given
 * @param type null where no master records were asked for
 * @param validAt day in the world that was asked about; null where none was
 * @param knownAt null for what was known at the time
 */
public record Access(
        UUID id,
        Actor by,
        String purpose,
        Set<String> agreements,
        String caseReference,
        Operation operation,
        SubjectType type,
        Set<String> items,
        LocalDate validAt,
        Instant knownAt,
        List<Seen> seen) {
    public Access {
        agreements = Set.copyOf(agreements);
        items = Set.copyOf(items);
        seen = List.copyOf(seen);
    }

    /** What kind of read it was. */
    public enum Operation {
        QUERY,
        GET,
        SEARCH,
        HISTORY,
        EXPLAIN,
        VERIFY,
        EXPORT,
        FEED,
        COMPARE,
        WORKBENCH,
        /** The record of accesses itself, or what is summed up from it. */
        AUDIT,
        /** That something read before is said otherwise now; not what. */
        RECALL
    }

    /**
     * A subject of the answer.
     *
     * @param subject of a number that is nobody's, the id that it would have
     * @param sequence of the last event of its stream that the answer covers: what was said follows from it; -1 for nothing
     */
    public record Seen(SubjectId subject, long sequence, Outcome outcome) {}

    /** What the answer said of a subject. */
    public enum Outcome {
        /** Its items, as far as they have values; or that nothing of what the caller has of them has changed. */
        GIVEN,
        /** That there is no such record: there is none, or none that the caller may know of. */
        NO_RECORD,
        /** That it is there no more for the caller, who had it before: no record is left, or it has gone from what may be seen. */
        LEFT,
        /** That the number has gone over to another subject or is shared by several. */
        ELSEWHERE
    }
}
