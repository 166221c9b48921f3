package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/** Less is shared from now on: these parts are over. It takes nobody's consent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupPartsDropped(Who by, String reason, List<Integer> parts) implements SharingGroupEvent {
    public GroupPartsDropped {
        parts = List.copyOf(parts);
    }
}
