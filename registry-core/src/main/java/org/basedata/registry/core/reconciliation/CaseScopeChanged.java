package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;

/** More or less is in doubt about the subject than before. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseScopeChanged(Who by, String reason, CaseScope scope) implements CaseEvent {}
