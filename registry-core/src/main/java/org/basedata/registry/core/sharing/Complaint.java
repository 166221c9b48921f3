package org.basedata.registry.core.sharing;

import java.time.Instant;
import java.util.UUID;

/**
 * A complaint, as its events tell it. Immutable.
 *
 * @param sequence of the last event
 * @param answer null while there is none
 */
public record Complaint(
        UUID id, long sequence, ComplaintFiled filed, Instant filedAt, ComplaintAnswered answer, Instant answeredAt) {
    /** @param before null for the first event */
    public static Complaint after(UUID id, Complaint before, ComplaintEvent happened, long sequence, Instant at) {
        return happened instanceof ComplaintFiled event
                ? new Complaint(id, sequence, event, at, null, null)
                : new Complaint(id, sequence, before.filed, before.filedAt, (ComplaintAnswered) happened, at);
    }
}
