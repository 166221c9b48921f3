package org.basedata.registry.core.survivorship;

/** How far a subject's number tells who its records are about. */
public enum NumberTrust {
    SURE,
    /** Genuine only if its registering authority says so (pilot codes): records of others are held until then. */
    UNCONFIRMED,
    /** Several subjects share it: every record is held until somebody assigns it. */
    SHARED
}
