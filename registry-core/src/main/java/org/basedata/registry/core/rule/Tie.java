package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Segment;

/**
 * That an item of a subject names another one.
 *
 * @param stated the segment with the other's number
 * @param from first day on which number and document type are stated together; {@link Days#EVER} for since ever
 * @param to first day after it; {@link Days#FOREVER} for until further notice
 */
public record Tie(TieKind kind, SubjectId target, Segment stated, long from, long to) {
    private static final Map<String, IdType> BY_DOCUMENT = Arrays.stream(IdType.values())
            .filter(type -> type.documentType().isPresent())
            .collect(Collectors.toMap(type -> type.documentType().orElseThrow(), Function.identity()));

    /**
     * All ties of a subject, by kind. A number without a document type, or one that cannot be read as what its type says, names
     * nobody for certain.
     *
     * @param ids the subject that an identifier leads to
     */
    static List<Tie> of(SubjectFacts facts, Function<Identifier, SubjectId> ids) {
        List<Tie> ties = new ArrayList<>(1);
        for (TieKind kind : TieKind.values())
            for (Segment number : facts.item(kind.item())) {
                Span stated = Span.of(number);
                if (kind.documentType() == null) add(ties, kind, IdType.USCC, number, stated, ids);
                else
                    for (Segment type : facts.item(kind.documentType())) {
                        if (kind.many()
                                && !type.origin()
                                        .record()
                                        .equals(number.origin().record())) continue;
                        Optional<Span> together = stated.meet(Span.of(type));
                        if (together.isPresent())
                            add(ties, kind, BY_DOCUMENT.get(type.value()), number, together.get(), ids);
                    }
            }
        return ties;
    }

    private static void add(
            List<Tie> ties,
            TieKind kind,
            IdType type,
            Segment number,
            Span period,
            Function<Identifier, SubjectId> ids) {
        if (type == null) return;
        Optional<Identifier> named =
                IdentifierReading.read(type, number.value()).identifier();
        if (named.isEmpty()) return;
        SubjectId target = ids.apply(named.get());
        Tie last = ties.isEmpty() ? null : ties.get(ties.size() - 1);
        // Others may say what document it is on later days; the tie goes on.
        boolean goesOn =
                last != null && last.stated == number && last.target.equals(target) && last.to == period.from();
        if (goesOn) ties.set(ties.size() - 1, new Tie(kind, target, number, last.from, period.to()));
        else ties.add(new Tie(kind, target, number, period.from(), period.to()));
    }

    /** The same tie to the subject that the target stands for. */
    Tie to(SubjectId standing) {
        return standing.equals(target) ? this : new Tie(kind, standing, stated, from, to);
    }

    Span period() {
        return new Span(from, to);
    }
}
