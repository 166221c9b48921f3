package org.basedata.registry.projections.candidate;

import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * Which candidates to list; null means any.
 *
 * @param minScore the least score
 * @param ref one of the two
 */
public record CandidateFilter(SubjectType type, CandidateReason reason, int minScore, SubjectId ref) {}
