package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A department needs what the catalogue does not have (需求; GD trial measures articles 12 and 21).
 *
 * @param number such as D-000017
 * @param need what, and what for
 * @param providers codes of departments that may have it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemandRecorded(Who by, String number, String department, String need, List<String> providers)
        implements DemandEvent {
    public DemandRecorded {
        providers = providers == null ? List.of() : List.copyOf(providers);
    }
}
