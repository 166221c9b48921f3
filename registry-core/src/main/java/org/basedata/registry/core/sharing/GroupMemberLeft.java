package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A member leaves; all by which it gives or gets is over.
 *
 * @param parts numbers of those that are over by it
 * @param consultation of a member that has given: how the others were consulted (Decree 809 article 27); else null
 * @param filing of a member that has given: where that is on file with the authority; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupMemberLeft(
        Who by, String reason, String member, List<Integer> parts, String consultation, String filing)
        implements SharingGroupEvent {
    public GroupMemberLeft {
        parts = List.copyOf(parts);
    }
}
