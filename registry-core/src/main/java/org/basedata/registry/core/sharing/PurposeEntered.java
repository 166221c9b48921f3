package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** A department's information officer enters a purpose. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PurposeEntered(Who by, String department, Purpose purpose) implements MemberEvent {}
