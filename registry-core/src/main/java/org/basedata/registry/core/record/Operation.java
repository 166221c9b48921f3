package org.basedata.registry.core.record;

/** What a version of a source record does to the record's timeline when versions are folded in version order. */
public enum Operation {
    /** Overwrites the timeline over [validFrom, validTo) and leaves all outside it. */
    SUBMIT,
    /** Replaces the whole timeline: the registry was wrong, not the world. */
    CORRECT,
    /** Closes the timeline at validFrom: the subject left the source. */
    END,
    /** Empties the timeline. */
    WITHDRAW;

    /** END and WITHDRAW act on what the record already says and need neither subject nor name. */
    public boolean needsSubject() {
        return this == SUBMIT || this == CORRECT;
    }

    public boolean needsReason() {
        return this != SUBMIT;
    }
}
