package org.basedata.registry.projections.rebuild;

import java.time.Duration;

/**
 * What a rebuild did.
 *
 * @param events how many events were applied
 * @param position of the last event
 */
public record RebuildReport(long events, long position, Duration took) {}
