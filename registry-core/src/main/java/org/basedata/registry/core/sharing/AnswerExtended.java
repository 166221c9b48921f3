package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * The authority consents that a provider answers later (Decree 809 article 21).
 *
 * @param workingDays by how many; 0 for the days on which the clock stood still while the group was suspended
 * @param due the new last day
 * @param told code of the department that applies and is told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerExtended(Who by, String reason, String provider, int workingDays, LocalDate due, String told)
        implements SharingEvent {}
