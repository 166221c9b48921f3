package org.basedata.registry.projections.reconciliation;

import java.util.List;

/**
 * Part of a list of cases.
 *
 * @param next opaque; where the following page begins, null after the last page
 */
public record CasePage(List<ListedCase> results, String next) {
    public CasePage {
        results = List.copyOf(results);
    }
}
