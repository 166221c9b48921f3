package org.basedata.registry.core.subject;

/** What happens in a subject's stream. This list is the table of contents; each event carries its result. */
public sealed interface SubjectEvent permits OutcomeEvent, ConflictEvent, IdentityEvent, DecisionEvent {
    /** What the event changes in the master record; null when nothing. */
    static Outcome outcome(SubjectEvent happened) {
        return happened instanceof OutcomeEvent event ? event.outcome() : null;
    }
}
