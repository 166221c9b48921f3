package org.basedata.registry.core.identity;

import java.util.Set;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;

/** What may be decided about the identity of subjects. Each says who decides, why and on what evidence. */
public sealed interface IdentityCommand
        permits ReplaceIdentifier, MergeSubjects, SplitSubject, AssignRecords, SucceedEntities, RevokeAct {
    Act act();

    /** The subjects that it names. */
    Set<SubjectId> subjects();
}
