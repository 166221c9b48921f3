package org.basedata.registry.core.sharing;

import org.basedata.registry.core.reconciliation.Who;

/** What happens to a sharing group (专项共享). This list is the table of contents; each says on whose behalf and why. */
public sealed interface SharingGroupEvent
        permits SharingGroupFounded,
                GroupPartsProposed,
                GroupPartsConsented,
                GroupPartsDeclined,
                GroupPartOpened,
                SharingGroupFiled,
                SharingGroupSuspended,
                SharingGroupResumed,
                GroupPartsDropped,
                GroupMemberLeft,
                GroupProlongationAsked,
                GroupProlongationConsented,
                SharingGroupProlonged,
                SharingGroupEnded {
    /** Aggregate type of the streams of groups in the event store. */
    String STREAM = "SharingGroup";

    Who by();

    /** In words; null where none is asked for. */
    String reason();
}
