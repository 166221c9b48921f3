package org.basedata.registry.projections.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * Which answers to list; null means any.
 *
 * @param subjects all ids that the subject was known by
 * @param from inclusive
 * @param to exclusive
 * @param touching items by type of subject, any of which was read
 */
public record AccessFilter(
        Set<SubjectId> subjects,
        String department,
        String account,
        Instant from,
        Instant to,
        Access.Operation operation,
        Map<SubjectType, Set<String>> touching) {
    public static final AccessFilter ANY = new AccessFilter(null, null, null, null, null, null, null);
}
