package org.basedata.registry.api.job;

/** How far a job is. */
public enum JobState {
    /** Nobody has begun with it. */
    WAITING,
    RUNNING,
    /** Its result can be read until its time is over. */
    DONE,
    /** What it needs may not be seen any more. */
    REFUSED,
    /** The registry could not do it. */
    FAILED,
    /** Its department has dropped it; nothing of it is kept. */
    DROPPED,
    /** Its time is over; nothing of its result is kept. */
    EXPIRED;

    public boolean isUnfinished() {
        return this == WAITING || this == RUNNING;
    }
}
