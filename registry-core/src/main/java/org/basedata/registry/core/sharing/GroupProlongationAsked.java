package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * The lead wants the group to last longer; a wish before it is over.
 *
 * @param until first day after the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupProlongationAsked(Who by, String reason, LocalDate until) implements SharingGroupEvent {}
