package org.basedata.registry.core.decision;

import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;

/** What is done to a decision for many conflicts. */
public sealed interface GroupCommand {
    UUID group();

    /**
     * Propose one.
     *
     * @param group its id from now on
     * @param source of TAKE; else null
     * @param conflicts how many stand
     */
    record Propose(
            UUID group,
            Actor by,
            Shape shape,
            Choice.How how,
            String source,
            String reason,
            List<String> evidence,
            long conflicts)
            implements GroupCommand {}

    /** Approve it, and settle the conflicts. */
    record Approve(UUID group, Actor by) implements GroupCommand {}

    /** Reject it. */
    record Reject(UUID group, Actor by, String reason) implements GroupCommand {}

    /** Take it back, all of it. */
    record Undo(UUID group, Actor by, String reason) implements GroupCommand {}

    /** All conflicts have been gone through. */
    record FinishApplying(UUID group, long settled, long passedOver) implements GroupCommand {}

    /** All decisions have been revoked. */
    record FinishUndoing(UUID group, long revoked) implements GroupCommand {}
}
