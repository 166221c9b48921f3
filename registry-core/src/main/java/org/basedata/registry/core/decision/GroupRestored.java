package org.basedata.registry.core.decision;

import java.util.UUID;

/**
 * All its decisions are revoked.
 *
 * @param revoked how many still stood
 */
public record GroupRestored(UUID group, long revoked) implements GroupEvent {}
