package org.basedata.registry.core.sharing;

import java.util.Map;
import java.util.TreeMap;

/** Somebody asks for what they may not see. It follows from the request and from what was granted alone, whoever the subject is. */
public final class NotEntitled extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with the request as a whole, or with some of its items. */
    public enum Reason {
        /** The actor has no role that reads master records. */
        ROLE,
        /** Nothing is read without a purpose. */
        PURPOSE_MISSING,
        /** The department has entered no such purpose. */
        PURPOSE_UNKNOWN,
        /** No agreement of the department with this number is in force for the purpose and for subjects of the type. */
        AGREEMENT_UNKNOWN,
        /** See {@link #missing()}. */
        ITEMS
    }

    private final Reason reason;
    private final transient Map<String, Lack> missing;

    private NotEntitled(Reason reason, Map<String, Lack> missing) {
        super(reason + " " + missing.keySet());
        this.reason = reason;
        this.missing = missing;
    }

    static NotEntitled because(Reason reason) {
        return new NotEntitled(reason, Map.of());
    }

    static NotEntitled without(Map<String, Lack> missing) {
        return new NotEntitled(Reason.ITEMS, new TreeMap<>(missing));
    }

    public Reason reason() {
        return reason;
    }

    /** Codes of the items that may not be seen; empty unless they are the reason. */
    public Map<String, Lack> missing() {
        return missing;
    }
}
