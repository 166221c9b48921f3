package org.basedata.registry.core.decision;

import java.util.List;

/** Settle conflicts, of one subject or of many, in one transaction; each is let in or refused by itself. */
public record SettleConflicts(List<SettleConflict> all) {
    public SettleConflicts {
        all = List.copyOf(all);
    }
}
