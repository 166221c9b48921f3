/**
 * Conflicts that people settle: what they choose enters as a command; the decision as an event of the subject, and what follows from it for
 * the master record and its conflicts, leave.
 */
package org.basedata.registry.core.decision;
