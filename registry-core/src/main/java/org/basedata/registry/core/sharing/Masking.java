package org.basedata.registry.core.sharing;

/** How much of a value is shown, from most to least. */
public enum Masking {
    /** The value as it is. */
    FULL,
    /** Its beginning, or beginning and end: {@code 张*}, {@code 4401**********123X}. */
    PARTIAL,
    /** A keyed hash: equal values can be told, and nothing else; of no use outside the agreement. */
    HASH,
    /** Only that there is a value, and its status. */
    EXISTENCE
}
