package org.basedata.registry.core.subject;

import org.basedata.registry.core.identifier.IdType;

/** Why a subject has another identifier (变更原因). */
public enum NumberChange {
    /** Two persons had one number, and one of them was given another (重号). */
    NUMBER_SHARED,
    /** The number was wrong (错号). */
    NUMBER_WRONG,
    BIRTH_DATE_CORRECTED,
    SEX_CORRECTED,
    /** From 15 digits to 18, where the registry's own conversion is not the number that was given (15 位升 18 位). */
    FIFTEEN_TO_EIGHTEEN,
    /** As when the holder of a passport becomes a permanent resident. */
    DOCUMENT_TYPE_CHANGED,
    /** A unified social credit code was replaced. */
    CODE_REPLACED,
    /** From the number of a business licence or organisation code to a unified social credit code. */
    LICENCE_TO_CODE;

    /** Whether one kind of document can replace another for this cause. */
    public boolean fits(IdType from, IdType to) {
        return switch (this) {
            case DOCUMENT_TYPE_CHANGED -> from != to;
            case LICENCE_TO_CODE -> from != IdType.USCC && to == IdType.USCC;
            case CODE_REPLACED -> from == IdType.USCC && to == IdType.USCC;
            case NUMBER_SHARED, NUMBER_WRONG -> from == to;
            case BIRTH_DATE_CORRECTED, SEX_CORRECTED, FIFTEEN_TO_EIGHTEEN ->
                from == IdType.RESIDENT_ID && to == IdType.RESIDENT_ID;
        };
    }
}
