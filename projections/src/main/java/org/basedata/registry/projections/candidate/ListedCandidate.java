package org.basedata.registry.projections.candidate;

import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.candidate.Evidence;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Two subjects that may be one.
 *
 * @param evidence as it was when they were last compared
 * @param foundAt when they were first found, if every search since has found them
 */
public record ListedCandidate(
        int score,
        List<CandidateReason> reasons,
        List<Evidence> evidence,
        ListedSubject one,
        ListedSubject other,
        Instant foundAt) {
    /** One of the two. */
    public record ListedSubject(SubjectId ref, Identifier identifier) {}
}
