package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * All members have consented to a longer term.
 *
 * @param until first day after the last from now on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingGroupProlonged(Who by, String reason, LocalDate until) implements SharingGroupEvent {}
