package org.basedata.registry.core.reconciliation;

/** What happens to a case. This list is the table of contents; each says on whose behalf and why. */
public sealed interface CaseEvent
        permits CaseOpened,
                CaseScopeChanged,
                CaseAssigned,
                VerificationRequested,
                VerificationAnswered,
                DecisionProposed,
                DecisionApproved,
                DecisionRejected,
                DecisionTakenBack,
                CaseEscalated,
                CaseExtended,
                CaseNoted,
                CandidateNamed,
                CaseClosed,
                CaseReopened {
    /** Aggregate type of the streams of cases in the event store. */
    String STREAM = "Case";

    Who by();

    /** In words; null where none is asked for. */
    String reason();
}
