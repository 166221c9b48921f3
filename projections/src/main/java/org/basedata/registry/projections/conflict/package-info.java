/**
 * What is in doubt, for the people who settle it. The rows that packages {@code subject} and {@code rule} write enter; pages of
 * conflicts and holds leave, oldest first. Next is package {@code delivery}.
 */
package org.basedata.registry.projections.conflict;
