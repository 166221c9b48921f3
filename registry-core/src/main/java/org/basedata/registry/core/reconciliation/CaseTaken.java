package org.basedata.registry.core.reconciliation;

import java.util.List;

/** An order that was taken: the case as it stands then, and what was appended to its stream. */
public record CaseTaken(CaseId id, String number, long version, CaseState state, List<CaseEvent> events) {}
