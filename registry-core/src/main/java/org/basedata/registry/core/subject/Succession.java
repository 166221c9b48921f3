package org.basedata.registry.core.subject;

/** How a legal entity went over into another. */
public enum Succession {
    /** One takes in others, which end (吸收合并), or several end in a new one (新设合并). */
    MERGER,
    /** One becomes several, and goes on (派生分立) or ends (解散分立). */
    DIVISION,
    /** One becomes an entity of another form (改制、转制). */
    CONVERSION,
    /** One is registered by another authority from now on (迁移). */
    MOVE
}
