package org.basedata.registry.core.decision;

import java.util.List;

/** Take decisions back, in one transaction; each is let in or refused by itself. */
public record RevokeDecisions(List<RevokeDecision> all) {
    public RevokeDecisions {
        all = List.copyOf(all);
    }
}
