package org.basedata.registry.core.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Party;

/** Records that stand with one subject were found to be about another. */
public record AssignRecords(Act act, Party from, Party to, List<RecordKey> records) implements IdentityCommand {
    public AssignRecords {
        records = List.copyOf(records);
    }

    @Override
    public Set<SubjectId> subjects() {
        return new HashSet<>(List.of(from.subject(), to.subject()));
    }
}
