package org.basedata.registry.core.identity;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Party;
import org.basedata.registry.core.subject.Succession;

/** Legal entities went over into others. */
public record SucceedEntities(Act act, Succession kind, List<Party> predecessors, List<Party> successors, LocalDate on)
        implements IdentityCommand {
    public SucceedEntities {
        predecessors = List.copyOf(predecessors);
        successors = List.copyOf(successors);
    }

    @Override
    public Set<SubjectId> subjects() {
        Set<SubjectId> subjects = new HashSet<>();
        predecessors.forEach(party -> subjects.add(party.subject()));
        successors.forEach(party -> subjects.add(party.subject()));
        return subjects;
    }
}
