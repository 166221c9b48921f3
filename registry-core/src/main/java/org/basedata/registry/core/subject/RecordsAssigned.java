package org.basedata.registry.core.subject;

import java.util.List;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/** Records that stood with one subject are another's (记录归属). */
public record RecordsAssigned(
        Act act,
        SubjectId from,
        Identifier fromIdentifier,
        SubjectId to,
        Identifier toIdentifier,
        List<Assignment> records)
        implements IdentityEvent {
    public RecordsAssigned {
        records = List.copyOf(records);
    }
}
