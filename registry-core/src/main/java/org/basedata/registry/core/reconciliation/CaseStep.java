package org.basedata.registry.core.reconciliation;

import java.time.Instant;

/** An event with its place in the stream of a case. Its sequence is the version of the case after it. */
public record CaseStep(CaseId id, long sequence, Instant recordedAt, CaseEvent event) {}
