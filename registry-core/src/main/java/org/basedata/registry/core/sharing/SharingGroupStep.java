package org.basedata.registry.core.sharing;

import java.time.Instant;

/** An event with its place in the stream of a group. Its sequence is the version of the group after it. */
public record SharingGroupStep(long sequence, Instant recordedAt, SharingGroupEvent event) {}
