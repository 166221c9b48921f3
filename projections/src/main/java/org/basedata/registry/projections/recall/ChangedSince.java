package org.basedata.registry.projections.recall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Change;

/**
 * An item of a subject that an answer told otherwise than would be told now.
 *
 * @param access id of the answer
 * @param type null where subjects of no type were asked for
 * @param validAt day that was asked about; null for all days up to that of the reading
 */
public record ChangedSince(
        UUID access,
        Instant readAt,
        LocalDate validAt,
        SubjectId subject,
        SubjectType type,
        String item,
        Change change) {}
