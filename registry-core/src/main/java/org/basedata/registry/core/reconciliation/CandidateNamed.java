package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * The case looks into whether its subject and another one are the same.
 *
 * @param score of the search that found the two, see {@link CandidateReason}; null when a person named them without one
 * @param reasons of that search, in their order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CandidateNamed(Who by, String reason, SubjectId other, Integer score, List<CandidateReason> reasons)
        implements CaseEvent {
    public CandidateNamed {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
}
