package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * It is answered.
 *
 * @param items codes under which it can be had now; empty when it cannot
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemandAnswered(Who by, String answer, List<String> items) implements DemandEvent {
    public DemandAnswered {
        items = items == null ? List.of() : List.copyOf(items);
    }
}
