package org.basedata.registry.core.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Party;

/** One subject was found to be several who share its number (重号). */
public record SplitSubject(Act act, Party subject, List<Part> parts) implements IdentityCommand {
    /**
     * @param party a new subject, with a null identifier, for somebody who keeps the shared number; or the subject of another number
     * @param records those that are about it
     */
    public record Part(Party party, List<RecordKey> records) {
        public Part {
            records = List.copyOf(records);
        }
    }

    public SplitSubject {
        parts = List.copyOf(parts);
    }

    @Override
    public Set<SubjectId> subjects() {
        Set<SubjectId> subjects = new HashSet<>();
        subjects.add(subject.subject());
        parts.forEach(part -> subjects.add(part.party().subject()));
        return subjects;
    }
}
