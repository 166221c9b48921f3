package org.basedata.registry.projections.reconciliation;

/** In which order cases are listed. */
public enum CaseSort {
    /** What is due first. */
    DUE,
    /** What was opened first. */
    OPENED,
    /** What was opened last. */
    NEWEST,
    /** What is gravest, then what is due first. */
    SEVERITY
}
