package org.basedata.registry.core.subject;

import org.basedata.registry.core.account.Act;

/**
 * Somebody decided which numbers and records are whose. The same event stands in the stream of every subject that it ties, so that
 * each stream can be read alone and nobody else can have written to one of them meanwhile. What it does to records follows as
 * {@link RecordMoved} and {@link SubjectReassessed}.
 */
public sealed interface IdentityEvent extends SubjectEvent
        permits IdentifierSuperseded, SubjectsMerged, SubjectSplit, RecordsAssigned, EntitiesSucceeded, ActRevoked {
    Act act();
}
