package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** The department reads nothing for it any more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PurposeEnded(Who by, String department, String code, String reason) implements MemberEvent {}
