package org.basedata.registry.core;

import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.basedata.registry.core.catalogue.CatalogueEvent;
import org.basedata.registry.core.catalogue.CatalogueRevised;
import org.basedata.registry.core.catalogue.SourceRegistered;
import org.basedata.registry.core.decision.GroupApplied;
import org.basedata.registry.core.decision.GroupApproved;
import org.basedata.registry.core.decision.GroupEvent;
import org.basedata.registry.core.decision.GroupProposed;
import org.basedata.registry.core.decision.GroupRejected;
import org.basedata.registry.core.decision.GroupRestored;
import org.basedata.registry.core.decision.GroupUndone;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.DeliveryTaken;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.eventstore.EventTypes;
import org.basedata.registry.core.reconciliation.CandidateNamed;
import org.basedata.registry.core.reconciliation.CaseAssigned;
import org.basedata.registry.core.reconciliation.CaseClosed;
import org.basedata.registry.core.reconciliation.CaseEscalated;
import org.basedata.registry.core.reconciliation.CaseEvent;
import org.basedata.registry.core.reconciliation.CaseExtended;
import org.basedata.registry.core.reconciliation.CaseNoted;
import org.basedata.registry.core.reconciliation.CaseOpened;
import org.basedata.registry.core.reconciliation.CaseReopened;
import org.basedata.registry.core.reconciliation.CaseScopeChanged;
import org.basedata.registry.core.reconciliation.DecisionApproved;
import org.basedata.registry.core.reconciliation.DecisionProposed;
import org.basedata.registry.core.reconciliation.DecisionRejected;
import org.basedata.registry.core.reconciliation.DecisionTakenBack;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.core.reconciliation.VerificationRequested;
import org.basedata.registry.core.sharing.AnswerExtended;
import org.basedata.registry.core.sharing.ComplaintAnswered;
import org.basedata.registry.core.sharing.ComplaintEvent;
import org.basedata.registry.core.sharing.ComplaintFiled;
import org.basedata.registry.core.sharing.ConfidentialityAgreed;
import org.basedata.registry.core.sharing.ConfidentialityEnded;
import org.basedata.registry.core.sharing.DemandAnswered;
import org.basedata.registry.core.sharing.DemandEvent;
import org.basedata.registry.core.sharing.DemandRecorded;
import org.basedata.registry.core.sharing.DisposalRecorded;
import org.basedata.registry.core.sharing.DisputeSettled;
import org.basedata.registry.core.sharing.GroupMemberLeft;
import org.basedata.registry.core.sharing.GroupPartOpened;
import org.basedata.registry.core.sharing.GroupPartsConsented;
import org.basedata.registry.core.sharing.GroupPartsDeclined;
import org.basedata.registry.core.sharing.GroupPartsDropped;
import org.basedata.registry.core.sharing.GroupPartsProposed;
import org.basedata.registry.core.sharing.GroupProlongationAsked;
import org.basedata.registry.core.sharing.GroupProlongationConsented;
import org.basedata.registry.core.sharing.MaterialRequested;
import org.basedata.registry.core.sharing.MaterialSupplied;
import org.basedata.registry.core.sharing.MemberEvent;
import org.basedata.registry.core.sharing.PurposeEnded;
import org.basedata.registry.core.sharing.PurposeEntered;
import org.basedata.registry.core.sharing.SharingAgreed;
import org.basedata.registry.core.sharing.SharingConsented;
import org.basedata.registry.core.sharing.SharingDeclined;
import org.basedata.registry.core.sharing.SharingEnded;
import org.basedata.registry.core.sharing.SharingEscalated;
import org.basedata.registry.core.sharing.SharingEvent;
import org.basedata.registry.core.sharing.SharingFiled;
import org.basedata.registry.core.sharing.SharingGranted;
import org.basedata.registry.core.sharing.SharingGroupEnded;
import org.basedata.registry.core.sharing.SharingGroupEvent;
import org.basedata.registry.core.sharing.SharingGroupFiled;
import org.basedata.registry.core.sharing.SharingGroupFounded;
import org.basedata.registry.core.sharing.SharingGroupProlonged;
import org.basedata.registry.core.sharing.SharingGroupResumed;
import org.basedata.registry.core.sharing.SharingGroupSuspended;
import org.basedata.registry.core.sharing.SharingRefused;
import org.basedata.registry.core.sharing.SharingRequested;
import org.basedata.registry.core.sharing.SharingResumed;
import org.basedata.registry.core.sharing.SharingSuspended;
import org.basedata.registry.core.sharing.SharingWidened;
import org.basedata.registry.core.sharing.SharingWithdrawn;
import org.basedata.registry.core.sharing.WideningConsented;
import org.basedata.registry.core.sharing.WideningRefused;
import org.basedata.registry.core.sharing.WideningRequested;
import org.basedata.registry.core.subject.ActRevoked;
import org.basedata.registry.core.subject.ConflictChanged;
import org.basedata.registry.core.subject.ConflictRaised;
import org.basedata.registry.core.subject.ConflictSettled;
import org.basedata.registry.core.subject.DecisionRevoked;
import org.basedata.registry.core.subject.DecisionsMoved;
import org.basedata.registry.core.subject.EntitiesSucceeded;
import org.basedata.registry.core.subject.FirstRecordForms;
import org.basedata.registry.core.subject.IdentifierSuperseded;
import org.basedata.registry.core.subject.ItemDecided;
import org.basedata.registry.core.subject.RecordCorrected;
import org.basedata.registry.core.subject.RecordEnded;
import org.basedata.registry.core.subject.RecordEventForm;
import org.basedata.registry.core.subject.RecordHeld;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordReaffirmed;
import org.basedata.registry.core.subject.RecordReleased;
import org.basedata.registry.core.subject.RecordSubmitted;
import org.basedata.registry.core.subject.RecordWithdrawn;
import org.basedata.registry.core.subject.RecordsAssigned;
import org.basedata.registry.core.subject.SubjectReassessed;
import org.basedata.registry.core.subject.SubjectSplit;
import org.basedata.registry.core.subject.SubjectsMerged;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import tools.jackson.databind.ObjectMapper;

/**
 * Every event that the registry stores, with its stable name and revision. A class may be renamed; a name or the meaning of
 * a revision never changes, because stored events outlive the code.
 */
public final class RegistryEvents {
    private RegistryEvents() {}

    public static EventTypes types() {
        String subject = SubmitRecordsHandler.STREAM;
        return EventTypes.builder()
                .add(RecordSubmitted.class, "RecordSubmitted", "2", subject, RecordEventForm.of(RecordSubmitted::new))
                .add(RecordCorrected.class, "RecordCorrected", "2", subject, RecordEventForm.of(RecordCorrected::new))
                .add(RecordEnded.class, "RecordEnded", "2", subject, RecordEventForm.of(RecordEnded::new))
                .add(RecordWithdrawn.class, "RecordWithdrawn", "2", subject, RecordEventForm.of(RecordWithdrawn::new))
                .add(
                        RecordReaffirmed.class,
                        "RecordReaffirmed",
                        "2",
                        subject,
                        RecordEventForm.of(RecordReaffirmed::new))
                .add(RecordMoved.class, "RecordMoved", "2", subject, RecordEventForm.ofMoves())
                .add(ConflictRaised.class, "ConflictRaised", "1", subject)
                .add(ConflictChanged.class, "ConflictChanged", "1", subject)
                .add(ConflictSettled.class, "ConflictSettled", "1", subject)
                .add(RecordHeld.class, "RecordHeld", "1", subject)
                .add(RecordReleased.class, "RecordReleased", "1", subject)
                .add(SubjectReassessed.class, "SubjectReassessed", "1", subject, RecordEventForm.ofReassessments())
                .add(IdentifierSuperseded.class, "IdentifierSuperseded", "1", subject)
                .add(SubjectsMerged.class, "SubjectsMerged", "1", subject)
                .add(SubjectSplit.class, "SubjectSplit", "1", subject)
                .add(RecordsAssigned.class, "RecordsAssigned", "1", subject)
                .add(EntitiesSucceeded.class, "EntitiesSucceeded", "1", subject)
                .add(ActRevoked.class, "ActRevoked", "1", subject)
                .add(ItemDecided.class, "ItemDecided", "1", subject)
                .add(DecisionRevoked.class, "DecisionRevoked", "1", subject)
                .add(DecisionsMoved.class, "DecisionsMoved", "1", subject)
                .add(GroupProposed.class, "GroupProposed", "1", GroupEvent.STREAM)
                .add(GroupApproved.class, "GroupApproved", "1", GroupEvent.STREAM)
                .add(GroupRejected.class, "GroupRejected", "1", GroupEvent.STREAM)
                .add(GroupApplied.class, "GroupApplied", "1", GroupEvent.STREAM)
                .add(GroupUndone.class, "GroupUndone", "1", GroupEvent.STREAM)
                .add(GroupRestored.class, "GroupRestored", "1", GroupEvent.STREAM)
                .add(DeliveryReceived.class, "DeliveryReceived", "1", DeliveryEvent.STREAM)
                .add(RowsRefused.class, "RowsRefused", "1", DeliveryEvent.STREAM)
                .add(DeliveryCompleted.class, "DeliveryCompleted", "1", DeliveryEvent.STREAM)
                .add(DeliveryTaken.class, "DeliveryTaken", "1", DeliveryEvent.STREAM)
                .add(CaseOpened.class, "CaseOpened", "1", CaseEvent.STREAM)
                .add(CaseScopeChanged.class, "CaseScopeChanged", "1", CaseEvent.STREAM)
                .add(CaseAssigned.class, "CaseAssigned", "1", CaseEvent.STREAM)
                .add(VerificationRequested.class, "VerificationRequested", "1", CaseEvent.STREAM)
                .add(VerificationAnswered.class, "VerificationAnswered", "1", CaseEvent.STREAM)
                .add(DecisionProposed.class, "DecisionProposed", "1", CaseEvent.STREAM)
                .add(DecisionApproved.class, "DecisionApproved", "1", CaseEvent.STREAM)
                .add(DecisionRejected.class, "DecisionRejected", "1", CaseEvent.STREAM)
                .add(DecisionTakenBack.class, "DecisionTakenBack", "1", CaseEvent.STREAM)
                .add(CaseEscalated.class, "CaseEscalated", "1", CaseEvent.STREAM)
                .add(CaseExtended.class, "CaseExtended", "1", CaseEvent.STREAM)
                .add(CaseNoted.class, "CaseNoted", "1", CaseEvent.STREAM)
                .add(CandidateNamed.class, "CandidateNamed", "1", CaseEvent.STREAM)
                .add(CaseClosed.class, "CaseClosed", "1", CaseEvent.STREAM)
                .add(CaseReopened.class, "CaseReopened", "1", CaseEvent.STREAM)
                .add(SharingRequested.class, "SharingRequested", "1", SharingEvent.STREAM)
                .add(SharingConsented.class, "SharingConsented", "1", SharingEvent.STREAM)
                .add(SharingDeclined.class, "SharingDeclined", "1", SharingEvent.STREAM)
                .add(SharingWithdrawn.class, "SharingWithdrawn", "1", SharingEvent.STREAM)
                .add(MaterialRequested.class, "MaterialRequested", "1", SharingEvent.STREAM)
                .add(MaterialSupplied.class, "MaterialSupplied", "1", SharingEvent.STREAM)
                .add(AnswerExtended.class, "AnswerExtended", "1", SharingEvent.STREAM)
                .add(SharingGranted.class, "SharingGranted", "1", SharingEvent.STREAM)
                .add(SharingRefused.class, "SharingRefused", "1", SharingEvent.STREAM)
                .add(SharingAgreed.class, "SharingAgreed", "1", SharingEvent.STREAM)
                .add(SharingEscalated.class, "SharingEscalated", "1", SharingEvent.STREAM)
                .add(DisputeSettled.class, "DisputeSettled", "1", SharingEvent.STREAM)
                .add(SharingFiled.class, "SharingFiled", "1", SharingEvent.STREAM)
                .add(SharingSuspended.class, "SharingSuspended", "1", SharingEvent.STREAM)
                .add(SharingResumed.class, "SharingResumed", "1", SharingEvent.STREAM)
                .add(WideningRequested.class, "WideningRequested", "1", SharingEvent.STREAM)
                .add(WideningConsented.class, "WideningConsented", "1", SharingEvent.STREAM)
                .add(WideningRefused.class, "WideningRefused", "1", SharingEvent.STREAM)
                .add(SharingWidened.class, "SharingWidened", "1", SharingEvent.STREAM)
                .add(SharingEnded.class, "SharingEnded", "1", SharingEvent.STREAM)
                .add(DisposalRecorded.class, "DisposalRecorded", "1", SharingEvent.STREAM)
                .add(SharingGroupFounded.class, "SharingGroupFounded", "1", SharingGroupEvent.STREAM)
                .add(GroupPartsProposed.class, "GroupPartsProposed", "1", SharingGroupEvent.STREAM)
                .add(GroupPartsConsented.class, "GroupPartsConsented", "1", SharingGroupEvent.STREAM)
                .add(GroupPartsDeclined.class, "GroupPartsDeclined", "1", SharingGroupEvent.STREAM)
                .add(GroupPartOpened.class, "GroupPartOpened", "1", SharingGroupEvent.STREAM)
                .add(SharingGroupFiled.class, "SharingGroupFiled", "1", SharingGroupEvent.STREAM)
                .add(SharingGroupSuspended.class, "SharingGroupSuspended", "1", SharingGroupEvent.STREAM)
                .add(SharingGroupResumed.class, "SharingGroupResumed", "1", SharingGroupEvent.STREAM)
                .add(GroupPartsDropped.class, "GroupPartsDropped", "1", SharingGroupEvent.STREAM)
                .add(GroupMemberLeft.class, "GroupMemberLeft", "1", SharingGroupEvent.STREAM)
                .add(GroupProlongationAsked.class, "GroupProlongationAsked", "1", SharingGroupEvent.STREAM)
                .add(GroupProlongationConsented.class, "GroupProlongationConsented", "1", SharingGroupEvent.STREAM)
                .add(SharingGroupProlonged.class, "SharingGroupProlonged", "1", SharingGroupEvent.STREAM)
                .add(SharingGroupEnded.class, "SharingGroupEnded", "1", SharingGroupEvent.STREAM)
                .add(PurposeEntered.class, "PurposeEntered", "1", MemberEvent.STREAM)
                .add(PurposeEnded.class, "PurposeEnded", "1", MemberEvent.STREAM)
                .add(ConfidentialityAgreed.class, "ConfidentialityAgreed", "1", MemberEvent.STREAM)
                .add(ConfidentialityEnded.class, "ConfidentialityEnded", "1", MemberEvent.STREAM)
                .add(DemandRecorded.class, "DemandRecorded", "1", DemandEvent.STREAM)
                .add(DemandAnswered.class, "DemandAnswered", "1", DemandEvent.STREAM)
                .add(ComplaintFiled.class, "ComplaintFiled", "1", ComplaintEvent.STREAM)
                .add(ComplaintAnswered.class, "ComplaintAnswered", "1", ComplaintEvent.STREAM)
                .add(CatalogueRevised.class, "CatalogueRevised", "1", CatalogueEvent.STREAM)
                .add(SourceRegistered.class, "SourceRegistered", "1", CatalogueEvent.STREAM)
                .build();
    }

    /** Brings stored events of older revisions up to those of {@link #types()}. */
    public static EventUpcaster upcasters(ObjectMapper json) {
        return new FirstRecordForms(types(), json);
    }
}
