package org.basedata.registry.importers.sample;

/** As {@link PersonNoise}, for legal entities; all of these fall on enterprises. The number is how many of 50. */
enum EntityNoise {
    NONE(0),
    /** Deregistered at market regulation, still active for tax. */
    DEREGISTERED_STILL_TAXED(1),
    REPRESENTATIVE_SIMILAR(1),
    REPRESENTATIVE_DIFFERENT(1),
    /** 有限公司 here, 有限责任公司 there: conflict on {@code name}. */
    NAME_SUFFIX_DIFFERS(1),
    /** Another enterprise's name on this code: the record is held. */
    NAME_DIFFERENT(1),
    /** The same street, another house: conflict on {@code address}. */
    ADDRESS_DIFFERS(1),
    BAD_CHECK_CHARACTER(1),
    CODE_UNKNOWN(1),
    DUPLICATE_ROW(1),
    ITEM_NOT_ASSIGNED(1);

    static final int CYCLE = 50;

    final int inCycle;

    EntityNoise(int inCycle) {
        this.inCycle = inCycle;
    }
}
