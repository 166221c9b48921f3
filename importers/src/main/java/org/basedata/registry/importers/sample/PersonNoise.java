package org.basedata.registry.importers.sample;

/**
 * What is wrong, or only written differently, about one natural person. Nobody has two of these, so that every entry of
 * the truth file has one cause. The number is how many of 200 persons have it.
 */
enum PersonNoise {
    NONE(0),
    /** The same name in another spelling: no conflict. */
    NAME_WRITTEN_DIFFERENTLY(4),
    /** A traditional surname or one other character of the given name: conflict on {@code name}. */
    NAME_SIMILAR(2),
    /** Somebody else's name on this number: the record is held. */
    NAME_DIFFERENT(1),
    /** RS has another birth date than GA: conflict on {@code birthDate}. */
    BIRTH_DATE_DIFFERS(1),
    /** JY has another sex than GA: conflict on {@code sex}. */
    SEX_DIFFERS(1),
    /** GA's own sex does not fit the number; no other source speaks of it. */
    SEX_AGAINST_NUMBER(1),
    /** GA's own birth date does not fit the number; no other source speaks of it. */
    BIRTH_DATE_AGAINST_NUMBER(1),
    /** Insured as active after death. Falls on elders, all others on adults. */
    DEAD_STILL_INSURED(1),
    /** Unmarried says GA, married says MZ: conflict on {@code maritalStatus}. */
    MARITAL_STATUS_DIFFERS(2),
    /** Two marriages at one time. */
    MARRIAGES_OVERLAP(1),
    /** Version 2 stands before version 1: no effect. */
    LATE_VERSION(2),
    /** The same row twice: the second is unchanged. */
    DUPLICATE_ROW(2),
    /** A higher version that says the same: unchanged. */
    SAME_CONTENT_AGAIN(1),
    /** Withdrawn with a reason: a wrong value that no longer counts. */
    WITHDRAWN(1),
    /** A wrong value, corrected with a reason later in the same file. */
    CORRECTED(1),
    /** The number as written before 1999: the same subject. */
    FIFTEEN_DIGITS(2),
    /** One item that the catalogue does not assign to the source: a warning. */
    ITEM_NOT_ASSIGNED(2),
    BAD_CHECK_DIGIT(1),
    NAME_MISSING(1),
    PERIOD_REVERSED(1),
    CODE_UNKNOWN(1),
    BAD_DATE(1),
    /** Wrong check digit, no name and a reversed period in one row. */
    SEVERAL_FAULTS(1);

    /** Persons in one cycle; in each full cycle every kind occurs exactly as often as its number says. */
    static final int CYCLE = 200;

    final int inCycle;

    PersonNoise(int inCycle) {
        this.inCycle = inCycle;
    }
}
