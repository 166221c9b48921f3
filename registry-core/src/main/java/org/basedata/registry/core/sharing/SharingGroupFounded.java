package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** A lead department founds a group for a special use (GZ decree 165 article 16). Its parts are proposed by the event that follows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingGroupFounded(Who by, SharingGroupTerms terms) implements SharingGroupEvent {
    @Override
    public String reason() {
        return terms.scenario();
    }
}
