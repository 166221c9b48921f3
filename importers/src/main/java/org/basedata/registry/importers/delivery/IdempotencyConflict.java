package org.basedata.registry.importers.delivery;

/** The idempotency key was used by the same client for another body; nothing of this request was looked at. */
public final class IdempotencyConflict extends RuntimeException {
    IdempotencyConflict(String message) {
        super(message);
    }
}
