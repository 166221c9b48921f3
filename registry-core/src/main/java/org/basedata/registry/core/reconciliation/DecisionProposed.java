package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Somebody proposes what is to be done.
 *
 * @param proposal number within the case, from 1
 * @param evidence file numbers, notices, minutes
 * @param approval whether a second person has to approve; else it is in force at once
 * @param seen by number of conflict, a digest of the competing values that the proposer had at hand: who approves others is told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionProposed(
        Who by,
        String reason,
        int proposal,
        List<Settlement> settlements,
        List<String> evidence,
        boolean approval,
        SortedMap<Long, String> seen)
        implements CaseEvent {
    public DecisionProposed {
        settlements = List.copyOf(settlements);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        seen = seen == null ? new TreeMap<>() : new TreeMap<>(seen);
    }
}
