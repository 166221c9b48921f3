package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.SubjectType;
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
 * @param shapes of those that have one, each once, in their order; events older than this have none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseScope(
        Severity severity,
        List<String> items,
        List<String> sources,
        int conflicts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> shapes) {
    public CaseScope {
        items = items == null ? List.of() : List.copyOf(items);
        sources = sources == null ? List.of() : List.copyOf(sources);
        shapes = shapes == null ? List.of() : List.copyOf(shapes);
    }

    /** Of nothing that has a shape. */
    static CaseScope plain(Severity severity, List<String> items, List<String> sources) {
        return new CaseScope(severity, items, sources, 0, List.of());
    }

    /** Of the conflicts that stand, of a subject of this type. */
    public static CaseScope of(SubjectType type, Collection<OpenConflict> open) {
        Severity gravest = Severity.MINOR;
        TreeSet<String> items = new TreeSet<>();
        TreeSet<String> sources = new TreeSet<>();
        TreeSet<String> shapes = new TreeSet<>();
        for (OpenConflict each : open) {
            Conflict conflict = each.conflict();
            if (conflict.severity().compareTo(gravest) < 0) gravest = conflict.severity();
            if (conflict.item() != null) items.add(conflict.item());
            for (ConflictValue value : conflict.values()) sources.add(value.source());
            Shape shape = Shape.of(type, conflict);
            if (shape != null) shapes.add(shape.text());
        }
        return new CaseScope(gravest, List.copyOf(items), List.copyOf(sources), open.size(), List.copyOf(shapes));
    }

    /** Those that staff have to look at on a day. */
    public static List<OpenConflict> open(Collection<OpenConflict> conflicts, LocalDate today) {
        return conflicts.stream().filter(each -> each.conflict().isOpen(today)).toList();
    }
}
