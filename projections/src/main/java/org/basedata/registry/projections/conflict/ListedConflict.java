package org.basedata.registry.projections.conflict;

import java.time.Instant;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.Conflict;

/**
 * A conflict of a subject.
 *
 * @param number unique within the subject
 * @param since when it was raised
 * @param settledAt when it went away; null while it stands
 * @param other the other subject that is a party to it; null when it lies within one subject
 */
public record ListedConflict(
        SubjectId ref, long number, Instant since, Instant settledAt, SubjectId other, Conflict conflict) {}
