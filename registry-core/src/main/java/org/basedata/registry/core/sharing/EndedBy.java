package org.basedata.registry.core.sharing;

/** Who wanted an agreement to end. */
public enum EndedBy {
    APPLICANT,
    PROVIDER,
    AUTHORITY
}
