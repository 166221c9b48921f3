package org.basedata.registry.core.sharing;

import org.basedata.registry.core.reconciliation.Who;

/** What happens to a complaint. */
public sealed interface ComplaintEvent permits ComplaintFiled, ComplaintAnswered {
    /** Aggregate type of these streams in the event store. */
    String STREAM = "Complaint";

    Who by();
}
