package org.basedata.registry.projections.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A department that was given a value.
 *
 * @param department null for the reconciliation office itself
 * @param answers how many had it
 * @param lastId the latest of them
 */
public record Recipient(String department, long answers, UUID lastId, Instant lastAt) {}
