package org.basedata.registry.core.reconciliation;

/** What may be ordered about a case. All but an opening, a report and a candidate name the version of the case that the person had at hand. */
public sealed interface CaseCommand permits OpenCase, ReportDoubt, NameCandidate, CaseCommand.OnCase {
    /** About a case that there is. */
    sealed interface OnCase extends CaseCommand
            permits AssignCase,
                    RequestVerification,
                    AnswerVerification,
                    ProposeDecision,
                    ApproveDecision,
                    RejectDecision,
                    EscalateCase,
                    ExtendCase,
                    NoteOnCase,
                    CloseCase,
                    TakeBackDecision,
                    JoinCases {
        CaseId id();

        /** Sequence of the last step that the person knew of. */
        long expected();
    }
}
