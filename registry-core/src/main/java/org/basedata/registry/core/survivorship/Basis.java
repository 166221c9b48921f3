package org.basedata.registry.core.survivorship;

/** Why a value is taken (取值依据): from the item's authority, from a source that stands in while the authority is silent, or by decision. */
public enum Basis {
    AUTHORITY,
    FALLBACK,
    DECISION
}
