package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Somebody took the case, or was given it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseAssigned(Who by, String reason, String assignee, String assigneePerson) implements CaseEvent {}
