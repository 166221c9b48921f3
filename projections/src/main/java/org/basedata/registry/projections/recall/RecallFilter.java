package org.basedata.registry.projections.recall;

import org.basedata.registry.core.identifier.SubjectId;

/**
 * Which recalls are wanted; all conditions hold at once. Department or subject is given.
 *
 * @param department null for all
 * @param subject null for all
 * @param open null for any state
 * @param caseReference file that something was read for; null for any
 */
public record RecallFilter(String department, SubjectId subject, Boolean open, String caseReference) {}
