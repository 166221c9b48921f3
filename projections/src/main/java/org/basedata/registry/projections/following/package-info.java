/**
 * Streaming processors: what projections that follow the log have in common. Events enter in the order of the log; each projection
 * gets them in batches, and those that it cannot apply are parked. Packages {@code subject}, {@code rule} and {@code
 * delivery} have the projections.
 */
package org.basedata.registry.projections.following;
