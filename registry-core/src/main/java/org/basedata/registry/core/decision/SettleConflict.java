package org.basedata.registry.core.decision;

import java.util.UUID;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Settle one conflict of a subject, as it stands. The decision rests on what the authority says at that moment, and settles the competing
 * values of that moment.
 *
 * @param act who decides, why, on what evidence; its id becomes the decision's, and a decision with that id is taken once
 * @param subject the one that the conflict is listed under
 * @param conflict its number within the subject
 * @param group the decision for many of which it is a part; null when it stands by itself
 */
public record SettleConflict(Act act, SubjectId subject, long conflict, Choice choice, UUID group) {
    public SettleConflict(Act act, SubjectId subject, long conflict, Choice choice) {
        this(act, subject, conflict, choice, null);
    }
}
