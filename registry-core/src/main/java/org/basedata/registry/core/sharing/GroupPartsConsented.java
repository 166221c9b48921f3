package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A member's information officer consents to what it gives and gets by these parts.
 *
 * @param member code of the department
 * @param parts their numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupPartsConsented(Who by, String reason, String member, List<Integer> parts)
        implements SharingGroupEvent {
    public GroupPartsConsented {
        parts = List.copyOf(parts);
    }
}
