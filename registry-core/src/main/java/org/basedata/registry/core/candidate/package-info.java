/**
 * Whether two subjects may be one (疑似同一主体). What is known of both enters; the reasons to think so leave, with a score and what was
 * compared. Pure. People decide; nothing is merged here.
 */
package org.basedata.registry.core.candidate;
