package org.basedata.registry.projections.candidate;

import java.util.List;

/**
 * Part of a list of candidates, best first.
 *
 * @param next opaque; where the following page begins, null after the last page
 */
public record CandidatePage(List<ListedCandidate> results, String next) {
    public CandidatePage {
        results = List.copyOf(results);
    }
}
