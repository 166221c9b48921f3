package org.basedata.registry.core.submission;

/** The registry cannot take records now; nothing of the request is known to be kept, so it is safe to send it again. */
public class IntakeUnavailable extends RuntimeException {
    public IntakeUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
