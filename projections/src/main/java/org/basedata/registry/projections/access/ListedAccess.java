package org.basedata.registry.projections.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * An answer that was given.
 *
 * @param department null for the reconciliation office itself
 * @param type null where no master records were asked for
 * @param items in order
 * @param knownAt null for what was known at the time
 * @param subjects how many it was about
 * @param misses how many of them were not found
 * @param sequence of the last event of the subject's stream that it covers, and what it said; both null unless asked for by subject
 */
public record ListedAccess(
        UUID id,
        Instant at,
        String account,
        String person,
        String department,
        String purpose,
        List<String> agreements,
        String caseReference,
        Access.Operation operation,
        SubjectType type,
        List<String> items,
        LocalDate validAt,
        Instant knownAt,
        int subjects,
        int misses,
        Long sequence,
        Access.Outcome outcome) {}
