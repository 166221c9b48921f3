package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.reconciliation.Who;

/**
 * The applicant's own department consents (Decree 809 article 20): the clock of each provider begins to run.
 *
 * @param asked a provider each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingConsented(Who by, String reason, List<AskedProvider> asked) implements SharingEvent {
    public SharingConsented {
        asked = List.copyOf(asked);
    }
}
