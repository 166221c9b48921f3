package org.basedata.registry.core.survivorship;

/** What sort of doubt a conflict is. */
public enum ConflictKind {
    /** Comparable statements of one item differ beyond its tolerance. */
    ITEM,
    /** A record fits the number but not the name, and is kept out of the master record. */
    HOLD,
    /** A source sent two contents under one version of a record. */
    VERSION_REUSED,
    /** Values of several items contradict each other by a named rule. */
    RULE
}
