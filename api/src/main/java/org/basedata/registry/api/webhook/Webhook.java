package org.basedata.registry.api.webhook;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * An address that changes are sent to.
 *
 * @param account what this one may see is sent
 * @param items codes; null for all that may be seen
 * @param place all changes up to it have arrived, or are none of the account's
 * @param attemptedUpTo end of the page that was tried and may have arrived; null when none is under way
 * @param reason of the last failure, or why it does not go on; null while all is well
 * @param failures in a row
 */
record Webhook(
        UUID id,
        String account,
        String department,
        String url,
        String purpose,
        String agreement,
        String caseReference,
        SubjectType type,
        Set<String> items,
        String division,
        int limit,
        long place,
        Long attemptedUpTo,
        State state,
        String reason,
        int failures,
        Instant failingSince,
        Instant nextAttemptAt,
        Instant createdAt,
        Instant deliveredAt) {

    /** Whether anything is sent. */
    enum State {
        ACTIVE,
        /** Nothing more is sent until somebody resumes it. */
        FAILED,
        /** Its account has ended. */
        ENDED
    }
}
