package org.basedata.registry.projections.conflict;

import java.util.List;

/**
 * Part of a list of conflicts, oldest first.
 *
 * @param next opaque; where the following page begins, null after the last page
 */
public record ConflictPage(List<ListedConflict> results, String next) {
    public ConflictPage {
        results = List.copyOf(results);
    }
}
