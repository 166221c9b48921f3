package org.basedata.registry.core.access;

/** More answers wait to be put on record than can be. */
public final class AccessLogFull extends AccessLogUnavailable {
    private static final long serialVersionUID = 1;

    AccessLogFull() {
        super("more answers wait to be put on record than can be", null);
    }
}
