package org.basedata.registry.core.access;

/** Nothing can be put on record now; whoever asks again a little later may be answered. */
public class AccessLogUnavailable extends AccessNotRecorded {
    private static final long serialVersionUID = 1;

    AccessLogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
