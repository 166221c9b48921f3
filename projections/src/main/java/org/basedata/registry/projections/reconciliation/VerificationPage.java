package org.basedata.registry.projections.reconciliation;

import java.util.List;

/**
 * Part of a source's inbox.
 *
 * @param next opaque; where the following page begins, null after the last page
 */
public record VerificationPage(List<ListedVerification> results, String next) {
    public VerificationPage {
        results = List.copyOf(results);
    }
}
