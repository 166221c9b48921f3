package org.basedata.registry.core.subject;

import java.util.List;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Two or more subjects share a number (重号拆分). Each record goes to the one it was found to be about; what nobody has assigned
 * stays, and is held.
 *
 * @param identifier the shared number
 * @param parts those who share it; some may have another number by now
 */
public record SubjectSplit(
        Act act, SubjectId subject, Identifier identifier, List<Party> parts, List<Assignment> records)
        implements IdentityEvent {
    public SubjectSplit {
        parts = List.copyOf(parts);
        records = List.copyOf(records);
    }
}
