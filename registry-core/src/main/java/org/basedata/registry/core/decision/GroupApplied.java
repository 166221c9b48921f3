package org.basedata.registry.core.decision;

import java.util.UUID;

/**
 * All conflicts have been gone through.
 *
 * @param settled how many were settled
 * @param passedOver how many had changed since, and are left for people
 */
public record GroupApplied(UUID group, long settled, long passedOver) implements GroupEvent {}
