package org.basedata.registry.api.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;

/**
 * What a department ordered, and how far it is.
 *
 * @param items codes
 * @param entitlement what might be seen when it was ordered; no more than that is given, whatever is granted later
 * @param wanted JSON: what was ordered besides, by kind
 * @param keptUntil null until it is done
 * @param position end of the log before the first subject was looked at: whoever follows the changes from there on misses none; null
 *     before that
 * @param mark where it goes on; null before the first step
 * @param parts of the series that is being written
 * @param bytes of that series
 * @param sha256 of the file; null until that is whole
 * @param fault why it was refused or failed; null otherwise
 */
public record Job(
        UUID id,
        JobKind kind,
        Inquiry inquiry,
        SubjectType type,
        List<String> items,
        Entitlement entitlement,
        String wanted,
        JobState state,
        Instant orderedAt,
        Instant endedAt,
        Instant keptUntil,
        Long position,
        String mark,
        long rows,
        int parts,
        long bytes,
        byte[] sha256,
        Fault fault) {}
