/**
 * The event store on PostgreSQL. Event messages enter by binary COPY; they leave in one dense order of commits, by
 * subject, or straight to a rebuild. Events have stable names and revisions; old revisions pass through upcasters.
 * Readers that follow the log come next: the projections, the change feed and the proofs of the log.
 */
package org.basedata.registry.core.eventstore;
