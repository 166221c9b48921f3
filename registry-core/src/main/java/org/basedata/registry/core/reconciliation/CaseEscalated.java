package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The sources cannot agree: somebody above is asked to coordinate.
 *
 * @param level 1 for the authority, 2 for the government above it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseEscalated(Who by, String reason, int level, String to) implements CaseEvent {
    public static final int HIGHEST = 2;
}
