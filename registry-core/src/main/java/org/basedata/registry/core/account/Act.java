package org.basedata.registry.core.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Who decided something, and why (处置). It takes effect when it is recorded, and can be revoked by
 * another act.
 *
 * @param id unique; other acts revoke by it
 * @param by code of the source that is responsible for the number, or {@link #STAFF}
 * @param unit where it was handled; may be null
 * @param person who handled it
 * @param reason in words; never blank
 * @param evidence what it rests on: file numbers, notices, minutes
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Act(UUID id, String by, String unit, String person, String reason, List<String> evidence) {
    /** Reconciliation staff, on behalf of no source. */
    public static final String STAFF = "STAFF";

    public Act {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }
}
