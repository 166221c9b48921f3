package org.basedata.registry.core.survivorship;

import java.time.Instant;

/**
 * A conflict that stands.
 *
 * @param number sequence of the event that raised it, unique within the subject
 * @param since when it was raised
 */
public record OpenConflict(long number, Instant since, Conflict conflict) {}
