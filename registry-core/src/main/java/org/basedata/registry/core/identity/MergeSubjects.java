package org.basedata.registry.core.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Party;

/** Two subjects were found to be one (一人多号). The second goes on under its own identifier. */
public record MergeSubjects(Act act, Party subject, Party into) implements IdentityCommand {
    @Override
    public Set<SubjectId> subjects() {
        return new HashSet<>(List.of(subject.subject(), into.subject()));
    }
}
