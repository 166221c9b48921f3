package org.basedata.registry.core.reconciliation;

import java.util.List;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Two subjects may be one, and a person shall look: the first one's open case does, or a new one.
 *
 * @param reason in words; a person gives one, a search none
 * @param score of the search that found them; null when none has
 */
public record NameCandidate(
        SubjectId subject, SubjectId other, String reason, Integer score, List<CandidateReason> reasons)
        implements CaseCommand {
    public NameCandidate {
        reasons = List.copyOf(reasons);
    }
}
