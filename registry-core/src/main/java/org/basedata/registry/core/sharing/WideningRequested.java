package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * The applicant wants more than was granted.
 *
 * @param widening number within the agreement, from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WideningRequested(Who by, String reason, int widening, Widening what) implements SharingEvent {}
