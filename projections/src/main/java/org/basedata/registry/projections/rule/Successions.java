package org.basedata.registry.projections.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Which subject stands for another. A tie keeps the subject that its number leads to, for good; where that one has gone into another,
 * the other is looked at. Today each stands for itself.
 */
final class Successions {
    /** For each of these targets the subject to look at instead. */
    Map<SubjectId, SubjectId> standing(Collection<SubjectId> targets) {
        Map<SubjectId, SubjectId> standing = new HashMap<>();
        targets.forEach(target -> standing.put(target, target));
        return standing;
    }

    /** All targets for which one of these subjects stands. */
    Set<SubjectId> targetsOf(Collection<SubjectId> subjects) {
        return Set.copyOf(subjects);
    }
}
