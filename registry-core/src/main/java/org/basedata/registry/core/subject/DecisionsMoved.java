package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.survivorship.Decision;

/**
 * Decisions came to this subject with another one, or left with it.
 *
 * @param act the act about identity that it follows from
 * @param standing all decisions about this subject from here on
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DecisionsMoved(UUID act, List<Decision> standing) implements DecisionEvent {
    public DecisionsMoved {
        standing = standing == null ? List.of() : List.copyOf(standing);
    }
}
