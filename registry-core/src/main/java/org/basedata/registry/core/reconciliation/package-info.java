/**
 * Cases (核查工单): the work to settle what is in doubt about a subject. Conflicts that were raised and what staff and sources order enter; the
 * steps of a case leave as events, or a refusal, and what was decided goes to package {@code decision}. The projections keep the queue.
 */
package org.basedata.registry.core.reconciliation;
