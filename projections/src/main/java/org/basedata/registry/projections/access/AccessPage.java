package org.basedata.registry.projections.access;

import java.util.List;

/**
 * Part of a list of answers, newest first.
 *
 * @param next opaque; where the following page begins, null after the last page
 */
public record AccessPage(List<ListedAccess> results, String next) {
    public AccessPage {
        results = List.copyOf(results);
    }
}
