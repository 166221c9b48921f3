/**
 * What is in doubt, for the people who settle it. The rows that package {@code subject} writes enter; pages of
 * conflicts and holds leave, oldest first. Next is package {@code delivery}.
 */
package org.basedata.registry.projections.conflict;
