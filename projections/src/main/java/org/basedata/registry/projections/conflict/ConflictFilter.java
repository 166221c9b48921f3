package org.basedata.registry.projections.conflict;

import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.ConflictKind;

/**
 * Which conflicts to list; null means any.
 *
 * @param source a source with one of the competing values
 * @param ref a subject in doubt, or one that another is in doubt for
 * @param open true for those that staff have to look at, false for those that are settled or whose period is over
 */
public record ConflictFilter(
        String item, String source, Severity severity, SubjectId ref, ConflictKind kind, Boolean open) {
    public static final ConflictFilter ANY = new ConflictFilter(null, null, null, null, null, null);
}
