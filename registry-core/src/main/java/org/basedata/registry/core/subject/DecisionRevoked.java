package org.basedata.registry.core.subject;

import java.util.UUID;
import org.basedata.registry.core.account.Act;

/**
 * A decision no longer holds.
 *
 * @param revoked id of the decision
 */
public record DecisionRevoked(Act act, UUID revoked) implements DecisionEvent {}
