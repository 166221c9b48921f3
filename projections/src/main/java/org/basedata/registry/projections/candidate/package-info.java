/**
 * Subjects that may be one. The tables of master records enter and are searched by blocks, never pair by pair; candidates leave, best
 * first, each with its reasons. The people who settle them come next.
 */
package org.basedata.registry.projections.candidate;
