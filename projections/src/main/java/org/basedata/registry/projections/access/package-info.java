/**
 * The record of accesses as people read it. The rows that {@code core.access} writes enter; lists of answers, sums by quarter, alerts
 * about unusual use and, for a value that turns out wrong, who was given it leave.
 */
package org.basedata.registry.projections.access;
