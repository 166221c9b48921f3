package org.basedata.registry.projections.candidate;

import java.time.Instant;
import java.util.UUID;

/**
 * A search, as far as it has come.
 *
 * @param endedAt null while it runs
 * @param total pairs to compare, as far as known
 * @param report null until it is done
 */
public record CandidateRun(
        UUID id,
        State state,
        Instant startedAt,
        Instant endedAt,
        String step,
        long done,
        long total,
        SearchReport report) {
    /** Where a search stands. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        /** Its program ended first. What the search before it had found still stands. */
        BROKEN_OFF
    }
}
