package org.basedata.registry.projections.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.projections.subject.LinkedSubjects;

/**
 * Which subject stands for another. A tie keeps the subject that its number leads to, for good; where that one was merged into another,
 * or its number is another's by now, the other is looked at.
 */
final class Successions {
    private final LinkedSubjects linked;

    Successions(DataSource dataSource) {
        this.linked = new LinkedSubjects(dataSource);
    }

    /** For each of these targets the subject to look at instead. */
    Map<SubjectId, SubjectId> standing(Collection<SubjectId> targets) {
        Map<SubjectId, SubjectId> standing = new HashMap<>();
        targets.forEach(target -> standing.put(target, target));
        for (Map<SubjectId, SubjectLinks> links = linked.load(targets); !links.isEmpty(); ) {
            Map<SubjectId, SubjectId> further = new HashMap<>();
            links.forEach((subject, each) -> {
                if (each.leadsTo() != null) further.put(subject, each.leadsTo());
            });
            standing.replaceAll((target, end) -> further.getOrDefault(end, end));
            links = linked.load(further.values());
        }
        return standing;
    }

    /** All targets for which one of these subjects stands. */
    Set<SubjectId> targetsOf(Collection<SubjectId> subjects) {
        Set<SubjectId> targets = new HashSet<>(subjects);
        for (Set<SubjectId> open = Set.copyOf(subjects); !open.isEmpty(); ) {
            Set<SubjectId> further = new HashSet<>();
            for (SubjectLinks each : linked.load(open).values())
                each.of(SubjectLinks.Kind.TAKES_IN).forEach(link -> further.add(link.subject()));
            further.removeAll(targets);
            targets.addAll(further);
            open = further;
        }
        return targets;
    }
}
