package org.basedata.registry.core.sharing;

import java.time.Instant;

/** An event with its place in the stream of an agreement. Its sequence is the version of the agreement after it. */
public record AgreementStep(AgreementId id, long sequence, Instant recordedAt, SharingEvent event) {}
