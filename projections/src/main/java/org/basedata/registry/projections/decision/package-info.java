/**
 * Decisions for many conflicts of one shape: the conflicts that wait for one, those that were proposed, and what became of them.
 */
package org.basedata.registry.projections.decision;
