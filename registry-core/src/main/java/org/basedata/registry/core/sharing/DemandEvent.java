package org.basedata.registry.core.sharing;

import org.basedata.registry.core.reconciliation.Who;

/** What happens to a demand. */
public sealed interface DemandEvent permits DemandRecorded, DemandAnswered {
    /** Aggregate type of these streams in the event store. */
    String STREAM = "Demand";

    Who by();
}
