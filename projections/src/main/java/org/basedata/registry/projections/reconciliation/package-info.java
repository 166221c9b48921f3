/**
 * The queue of cases. Conflict events and the steps of cases enter; cases that open, change and close by themselves, rows of the queue and of
 * the sources' inboxes, and pages of both leave. Next is package {@code rebuild}.
 */
package org.basedata.registry.projections.reconciliation;
