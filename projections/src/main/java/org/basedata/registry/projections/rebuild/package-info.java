/**
 * Derived tables from nothing but the events, and the question whether they are as the events say. The streams of subjects enter,
 * range by range, and the events of deliveries in the order of the log; the tables of packages {@code subject}, {@code rule} and {@code delivery}
 * leave, row for row as live writing had left them, or the differences.
 */
package org.basedata.registry.projections.rebuild;
