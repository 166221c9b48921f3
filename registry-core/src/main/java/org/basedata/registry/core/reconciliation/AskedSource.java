package org.basedata.registry.core.reconciliation;

import java.time.Instant;

/**
 * A request for verification and what became of it.
 *
 * @param answer null while there is none
 * @param lapsed whether the case was closed without it
 */
public record AskedSource(
        VerificationRequested request,
        Instant askedAt,
        VerificationAnswered answer,
        Instant answeredAt,
        boolean lapsed) {
    public boolean isOpen() {
        return answer == null && !lapsed;
    }
}
