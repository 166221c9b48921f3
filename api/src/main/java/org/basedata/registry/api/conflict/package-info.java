/**
 * Conflicts over HTTP. Filters enter; what is in doubt leaves, with every competing value and where it came from. The
 * projections answer.
 */
package org.basedata.registry.api.conflict;
