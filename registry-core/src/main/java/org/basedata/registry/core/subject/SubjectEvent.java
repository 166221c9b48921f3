package org.basedata.registry.core.subject;

/** What happens in a subject's stream. This list is the table of contents; each event carries its result. */
public sealed interface SubjectEvent permits RecordEvent, RecordMoved, SubjectReassessed, ConflictEvent, IdentityEvent {
    /** What the event changes in the master record; null when nothing. */
    static Outcome outcome(SubjectEvent happened) {
        if (happened instanceof RecordEvent event) return event.outcome();
        if (happened instanceof RecordMoved event) return event.outcome();
        if (happened instanceof SubjectReassessed event) return event.outcome();
        return null;
    }
}
