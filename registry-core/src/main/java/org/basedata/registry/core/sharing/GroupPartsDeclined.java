package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A member does not want these parts; they do not come about.
 *
 * @param legalGround where it would give: law, regulation or central decision that it refers to (Decree 809 article 15); else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupPartsDeclined(Who by, String reason, String member, List<Integer> parts, String legalGround)
        implements SharingGroupEvent {
    public GroupPartsDeclined {
        parts = List.copyOf(parts);
    }
}
