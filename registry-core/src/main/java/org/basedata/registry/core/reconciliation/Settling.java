package org.basedata.registry.core.reconciliation;

import org.basedata.registry.core.decision.SettleConflict;

/** Carries out what was decided about a conflict, in the unit of work of the case that decided it. */
@FunctionalInterface
public interface Settling {
    /** @throws org.basedata.registry.core.decision.DecisionRefused when it is not let in; then nothing of the case's step is recorded */
    void settle(SettleConflict command);
}
