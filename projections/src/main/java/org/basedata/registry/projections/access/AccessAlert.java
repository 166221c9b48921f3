package org.basedata.registry.projections.access;

import java.time.Instant;
import java.util.UUID;
import org.basedata.registry.core.access.UnusualUse;

/**
 * Use that stood out, and what came of it.
 *
 * @param department of the account; null for the reconciliation office itself
 * @param hour when the hour began that it stood out in
 * @param found what was counted in that hour, as far as it was counted
 * @param allowed more than that stands out
 * @param takenBy account of whoever looks into it; null while nobody does
 * @param settledBy null while it is not settled
 * @param outcome in words; null while it is not settled
 * @param suspended whether the account was disabled with it
 */
public record AccessAlert(
        UUID id,
        UnusualUse.Kind kind,
        String account,
        String department,
        Instant hour,
        Instant raisedAt,
        long found,
        long allowed,
        State state,
        String takenBy,
        Instant takenAt,
        String settledBy,
        Instant settledAt,
        String outcome,
        boolean suspended) {
    /** How far people are with it. */
    public enum State {
        RAISED,
        TAKEN,
        SETTLED
    }
}
