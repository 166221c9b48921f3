package org.basedata.registry.core.access;

/** The answer could not be put on record, so it must not leave. */
public class AccessNotRecorded extends RuntimeException {
    private static final long serialVersionUID = 1;

    AccessNotRecorded(String message, Throwable cause) {
        super(message, cause);
    }
}
