package org.basedata.registry.core.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;

/**
 * Somebody proposes to settle all conflicts of one shape that stand now in one way.
 *
 * @param source of TAKE: whose value is taken, one of the shape's two; else null
 * @param conflicts how many stood
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GroupProposed(
        UUID group,
        Actor by,
        Shape shape,
        Choice.How how,
        String source,
        String reason,
        List<String> evidence,
        long conflicts)
        implements GroupEvent {
    public GroupProposed {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }
}
