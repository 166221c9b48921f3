package org.basedata.registry.core.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * Where a version came from (溯源). Not part of the content: it never decides a value.
 *
 * @param delivery the delivery that brought the version
 * @param index its zero-based place in that delivery
 * @param recordedAt when the registry learned it, microseconds; never decreases within a subject's stream
 * @param idAsSubmitted the identity number as it was written, if that differs from the normalised one
 * @param rowFingerprint what a row must be to say the same again; null for a row that must always be checked, and in events
 *     older than the fingerprint
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
        UUID delivery,
        long index,
        String handlingUnit,
        String handlingPerson,
        String reason,
        String idAsSubmitted,
        Instant recordedAt,
        String rowFingerprint) {}
