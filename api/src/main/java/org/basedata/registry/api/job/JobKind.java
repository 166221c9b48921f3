package org.basedata.registry.api.job;

/** What jobs there are. */
public enum JobKind {
    EXPORT,
    COMPARISON
}
