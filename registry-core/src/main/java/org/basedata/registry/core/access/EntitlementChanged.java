package org.basedata.registry.core.access;

/** What may be seen has changed since the answer was decided: it is not on record, must not leave, and is to be decided again. */
public final class EntitlementChanged extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long version;

    EntitlementChanged(long decidedUnder, long version) {
        super("decided under version " + decidedUnder + " of what may be seen, now it is " + version);
        this.version = version;
    }

    /** The version that stands now. */
    public long version() {
        return version;
    }
}
