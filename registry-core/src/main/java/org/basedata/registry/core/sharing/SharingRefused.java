package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A provider refuses items.
 *
 * @param legalGround law, regulation or central decision that it refers to; never blank (Decree 809 articles 15 and 21)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingRefused(Who by, String reason, String provider, List<String> items, String legalGround)
        implements SharingEvent {
    public SharingRefused {
        items = List.copyOf(items);
    }
}
