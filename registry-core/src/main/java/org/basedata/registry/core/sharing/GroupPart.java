package org.basedata.registry.core.sharing;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * What one member gives another. It never changes: more is another part, which takes new consents.
 *
 * @param number within the group, from 1
 * @param giver code of the member that gives; the authority of the items in the catalogue
 * @param receiver code of the member that gets
 * @param items codes, and how much is given of each
 * @param scope which subjects
 * @param datasets codes of those by which the giver delivers these items
 */
public record GroupPart(
        int number,
        String giver,
        String receiver,
        SubjectType type,
        SortedMap<String, Masking> items,
        SubjectScope scope,
        SortedSet<String> datasets) {
    public GroupPart {
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
        scope = scope == null ? SubjectScope.ALL : scope;
        datasets = Collections.unmodifiableSortedSet(new TreeSet<>(datasets));
    }

    public boolean concerns(String department) {
        return giver.equals(department) || receiver.equals(department);
    }
}
