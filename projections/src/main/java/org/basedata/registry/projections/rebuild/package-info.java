/**
 * Derived tables from nothing but the events. The log enters in its dense order; the tables of packages {@code
 * subject} and {@code delivery} leave, row for row as live writing had left them.
 */
package org.basedata.registry.projections.rebuild;
