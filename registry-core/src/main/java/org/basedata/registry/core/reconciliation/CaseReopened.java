package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/** What was settled is in doubt again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseReopened(Who by, String reason, CaseScope scope, LocalDate due) implements CaseEvent {}
