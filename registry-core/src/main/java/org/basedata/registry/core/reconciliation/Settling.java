package org.basedata.registry.core.reconciliation;

import java.util.List;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;

/** Carries out what was decided about conflicts, all at once, in the unit of work of the case that decided it. */
@FunctionalInterface
public interface Settling {
    /** @throws org.basedata.registry.core.decision.DecisionRefused when one of them is not let in; then nothing of the case's step is recorded */
    void settle(List<SettleConflict> settle, List<RevokeDecision> revoke);
}
