package org.basedata.registry.projections.rebuild;

/**
 * How far a rebuild is.
 *
 * @param done events applied
 * @param total events in the log when the rebuild began
 * @param perSecond events a second since the beginning
 */
public record RebuildProgress(long done, long total, double perSecond) {}
