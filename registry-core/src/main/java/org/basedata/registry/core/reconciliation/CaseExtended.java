package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * The case may take longer.
 *
 * @param workingDays by how many
 * @param consentedBy who consented, in words
 * @param due the new last day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseExtended(Who by, String reason, int workingDays, String consentedBy, LocalDate due)
        implements CaseEvent {}
