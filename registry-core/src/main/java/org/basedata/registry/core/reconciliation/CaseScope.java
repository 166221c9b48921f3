package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.OpenConflict;

/**
 * What a case is about, as far as staff choose and sort by it. The conflicts themselves are the subject's and are not copied.
 *
 * @param severity the gravest of the conflicts
 * @param items that are in doubt, in their order; without those of reused versions, which have none
 * @param sources with one of the competing values, in their order
 * @param conflicts how many
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseScope(Severity severity, List<String> items, List<String> sources, int conflicts) {
    public CaseScope {
        items = items == null ? List.of() : List.copyOf(items);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** Of the conflicts that stand. */
    public static CaseScope of(Collection<OpenConflict> open) {
        Severity gravest = Severity.MINOR;
        TreeSet<String> items = new TreeSet<>();
        TreeSet<String> sources = new TreeSet<>();
        for (OpenConflict each : open) {
            Conflict conflict = each.conflict();
            if (conflict.severity().compareTo(gravest) < 0) gravest = conflict.severity();
            if (conflict.item() != null) items.add(conflict.item());
            for (ConflictValue value : conflict.values()) sources.add(value.source());
        }
        return new CaseScope(gravest, List.copyOf(items), List.copyOf(sources), open.size());
    }

    /** Those that staff have to look at on a day. */
    public static List<OpenConflict> open(Collection<OpenConflict> conflicts, LocalDate today) {
        return conflicts.stream().filter(each -> each.conflict().isOpen(today)).toList();
    }
}
