package org.basedata.registry.core.reconciliation;

import java.util.List;

/** Propose what is to be done about conflicts of the case. */
public record ProposeDecision(
        CaseId id, long expected, List<Settlement> settlements, String reason, List<String> evidence)
        implements CaseCommand.OnCase {
    public ProposeDecision {
        settlements = List.copyOf(settlements);
        evidence = List.copyOf(evidence);
    }
}
