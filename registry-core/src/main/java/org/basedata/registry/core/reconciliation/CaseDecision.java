package org.basedata.registry.core.reconciliation;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A decision about a value that the case took and that was not taken back in it.
 *
 * @param proposal by which it was taken
 */
public record CaseDecision(UUID id, DecisionProposed proposal, Settlement settlement) {
    /** Always the same id for the same part of the same proposal: it is carried out once. */
    static UUID id(CaseId file, int proposal, long conflict) {
        String part = file + "|" + proposal + "|" + conflict;
        return UUID.nameUUIDFromBytes(part.getBytes(StandardCharsets.UTF_8));
    }
}
