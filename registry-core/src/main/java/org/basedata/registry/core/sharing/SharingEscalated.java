package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * Applicant and provider do not agree, or the provider does not answer: somebody above them is asked (Decree 809 article 28).
 *
 * @param level 1 the authority (or the common superior), 2 the government
 * @param to who is asked, in words
 * @param due last day on which that is to be settled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingEscalated(Who by, String reason, String provider, int level, String to, LocalDate due)
        implements SharingEvent {
    static final int HIGHEST = 2;
}
