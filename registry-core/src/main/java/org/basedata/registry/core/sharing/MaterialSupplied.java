package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * What was missing is there.
 *
 * @param due the new last day for the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaterialSupplied(Who by, String reason, String provider, LocalDate due) implements SharingEvent {}
