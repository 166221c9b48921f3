package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The case is over.
 *
 * @param into the case that goes on, of JOINED; else null
 * @param sources departments whose records were in doubt or who were asked: they are told
 * @param reporters departments whose doubt it was: they are told, too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseClosed(
        Who by, String reason, CaseOutcome outcome, CaseId into, List<String> sources, List<String> reporters)
        implements CaseEvent {
    public CaseClosed {
        sources = sources == null ? List.of() : List.copyOf(sources);
        reporters = reporters == null ? List.of() : List.copyOf(reporters);
    }
}
