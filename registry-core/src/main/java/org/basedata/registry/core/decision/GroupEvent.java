package org.basedata.registry.core.decision;

import java.util.UUID;

/** What happens to a decision for many conflicts, in a stream of its own. */
public sealed interface GroupEvent
        permits GroupProposed, GroupApproved, GroupRejected, GroupApplied, GroupUndone, GroupRestored {
    /** Aggregate type of these streams in the event store. */
    String STREAM = "DecisionGroup";

    UUID group();
}
