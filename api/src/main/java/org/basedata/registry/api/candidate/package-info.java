/**
 * Subjects that may be one, over HTTP. A wish to search and filters enter; pairs leave, best first, with what speaks for and against
 * them. The projections search and answer.
 */
package org.basedata.registry.api.candidate;
