package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * It is in force again.
 *
 * @param group code of the group with which it is; null for it alone
 * @param items codes of those that it is about; null for all of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingResumed(Who by, String reason, String group, List<String> items) implements SharingEvent {
    public SharingResumed {
        items = items == null ? null : List.copyOf(items);
    }

    /** All of it, alone. */
    public SharingResumed(Who by, String reason) {
        this(by, reason, null, null);
    }

    /** All of it, with its group. */
    SharingResumed(Who by, String reason, String group) {
        this(by, reason, group, null);
    }
}
