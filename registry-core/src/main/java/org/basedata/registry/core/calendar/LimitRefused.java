package org.basedata.registry.core.calendar;

/** A setting that is no limit; the message names it. */
public final class LimitRefused extends RuntimeException {
    public LimitRefused(String message) {
        super(message);
    }
}
