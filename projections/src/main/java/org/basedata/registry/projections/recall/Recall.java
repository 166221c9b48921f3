package org.basedata.registry.projections.recall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.UUID;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Cause;

/**
 * A department is told that what it was given of an item of a subject is said otherwise now.
 *
 * @param department code
 * @param subject as it was read
 * @param type null where what was read was of no one type
 * @param revision of the row, from 1: what is acknowledged is what was seen
 * @param acknowledgement null while there is none
 */
public record Recall(
        UUID id,
        String department,
        SubjectId subject,
        SubjectType type,
        String item,
        Finding finding,
        Instant raisedAt,
        Instant updatedAt,
        int revision,
        State state,
        Acknowledgement acknowledgement) {

    /** How far it has come. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        /** Before anybody acknowledged it the registry said again what the department had read. */
        RESTORED
    }

    /**
     * What was found: the change, and the answers that it makes wrong.
     *
     * @param from first day of the period that is said otherwise; of several, of the first
     * @param to first day after the last
     * @param sequenceBefore the last event that any of these answers covered
     * @param changedIn subject in whose stream the change is
     * @param sequenceAfter place of the last change in that stream
     * @param accesses how many answers
     * @param cases files of the department that they were read for, as far as it named any
     */
    public record Finding(
            LocalDate from,
            LocalDate to,
            long sequenceBefore,
            SubjectId changedIn,
            long sequenceAfter,
            Instant changedAt,
            Cause cause,
            int accesses,
            Instant firstRead,
            Instant lastRead,
            SortedSet<String> cases) {}

    /** @param by name of the account */
    public record Acknowledgement(Instant at, String by, String note) {}
}
