package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.account.Act;

/**
 * Legal entities went over into others (承继): merger and division (Company Law, articles 218 to 223), conversion, move to another
 * registration authority. Each stays a subject with records of its own.
 *
 * @param on the day on which it took effect; null when unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntitiesSucceeded(
        Act act, Succession kind, List<Party> predecessors, List<Party> successors, LocalDate on)
        implements IdentityEvent {
    public EntitiesSucceeded {
        predecessors = List.copyOf(predecessors);
        successors = List.copyOf(successors);
    }
}
