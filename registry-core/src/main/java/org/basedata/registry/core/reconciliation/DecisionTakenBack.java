package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A decision about a conflict of the case was revoked; what it settled is in doubt again, under a new number.
 *
 * @param conflict that it settled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionTakenBack(Who by, String reason, UUID decision, long conflict) implements CaseEvent {}
