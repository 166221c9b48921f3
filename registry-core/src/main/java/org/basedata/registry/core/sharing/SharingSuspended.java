package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * Nothing is given out under it for the time being, because it was misused (Decree 809 article 27), or with its group.
 *
 * @param group code of the group with which it is; null for it alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingSuspended(Who by, String reason, String group) implements SharingEvent {
    public SharingSuspended(Who by, String reason) {
        this(by, reason, null);
    }
}
