package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * It is in force again.
 *
 * @param group code of the group with which it is; null for it alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingResumed(Who by, String reason, String group) implements SharingEvent {
    public SharingResumed(Who by, String reason) {
        this(by, reason, null);
    }
}
