package org.basedata.registry.projections.rebuild;

import java.time.Duration;

/**
 * What a verification found.
 *
 * @param events how many events were applied
 * @param differences how many rows are not as the events say
 */
public record VerificationReport(long events, long differences, Duration took) {}
