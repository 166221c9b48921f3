package org.basedata.registry.core.identity;

import org.basedata.registry.core.fault.Fault;

/** An act that cannot be taken; nothing was recorded. */
public final class IdentityRefused extends RuntimeException {
    /** The act is on record already; sending it again changes nothing. */
    public static final String ACT_KNOWN = "ACT_KNOWN";

    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    IdentityRefused(String code, String item, String zh, String en) {
        super(code + ": " + en);
        this.fault = new Fault(code, item, null, zh, en);
    }

    public Fault fault() {
        return fault;
    }
}
