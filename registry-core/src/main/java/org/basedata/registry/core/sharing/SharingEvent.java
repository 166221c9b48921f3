package org.basedata.registry.core.sharing;

import org.basedata.registry.core.reconciliation.Who;

/** What happens to an agreement. This list is the table of contents; each says on whose behalf and why. */
public sealed interface SharingEvent
        permits SharingRequested,
                SharingConsented,
                SharingDeclined,
                SharingWithdrawn,
                MaterialRequested,
                MaterialSupplied,
                AnswerExtended,
                SharingGranted,
                SharingRefused,
                SharingAgreed,
                SharingEscalated,
                DisputeSettled,
                SharingFiled,
                SharingSuspended,
                SharingResumed,
                WideningRequested,
                WideningConsented,
                WideningRefused,
                SharingWidened,
                SharingEnded,
                DisposalRecorded {
    /** Aggregate type of the streams of agreements in the event store. */
    String STREAM = "Agreement";

    Who by();

    /** In words; null where none is asked for. */
    String reason();
}
