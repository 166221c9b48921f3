package org.basedata.registry.core.sharing;

/** Who wanted an agreement to end. */
public enum EndedBy {
    APPLICANT,
    PROVIDER,
    AUTHORITY,
    /** It ended with its group, or with its part of it. */
    GROUP
}
