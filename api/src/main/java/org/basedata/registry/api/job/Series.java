package org.basedata.registry.api.job;

/** What the pieces of a job are pieces of. */
public enum Series {
    /** The list as it was sent. */
    LIST,
    /** Rows that a file is to be made of. */
    ROWS,
    FILE
}
