package org.basedata.registry.projections.candidate;

import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param persons that were searched among
 * @param compared pairs
 * @param candidates pairs that were kept
 * @param byReason how many of these have it; a pair may have several
 * @param leftOut blocks too large to be compared, of which somebody has to know
 */
public record SearchReport(
        long persons,
        long entities,
        long compared,
        long candidates,
        Map<String, Long> byReason,
        List<LeftOut> leftOut,
        double seconds) {
    /**
     * Blocks of one kind that were too large.
     *
     * @param blocking what their members have in common
     * @param subjects in all of them
     */
    public record LeftOut(String blocking, long blocks, long subjects, int most) {}
}
