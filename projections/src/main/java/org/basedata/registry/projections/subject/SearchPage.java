package org.basedata.registry.projections.subject;

import java.util.List;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Part of a search's results, in order of ref.
 *
 * @param next where the following page begins, exclusive; null after the last page
 */
public record SearchPage(List<SubjectRecord> results, SubjectId next) {
    public SearchPage {
        results = List.copyOf(results);
    }
}
