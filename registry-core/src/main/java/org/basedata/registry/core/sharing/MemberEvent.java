package org.basedata.registry.core.sharing;

import org.basedata.registry.core.reconciliation.Who;

/** What a department puts on record of its own, or the authority of it: a stream a department. */
public sealed interface MemberEvent permits PurposeEntered, PurposeEnded, ConfidentialityAgreed, ConfidentialityEnded {
    /** Aggregate type of these streams in the event store. */
    String STREAM = "Member";

    Who by();

    String department();
}
