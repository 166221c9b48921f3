package org.basedata.registry.core.subject;

/** An event that may change the master record. */
public sealed interface OutcomeEvent extends SubjectEvent permits RecordEvent, RecordMoved, SubjectReassessed {
    /** Null when it changes nothing of this subject. */
    Outcome outcome();
}
