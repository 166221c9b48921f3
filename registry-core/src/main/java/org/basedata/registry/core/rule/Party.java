package org.basedata.registry.core.rule;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/** One of the subjects that a rule across subjects looks at. */
public record Party(SubjectId ref, SubjectFacts facts, List<Tie> ties) {
    public Party {
        ties = List.copyOf(ties);
    }

    /** @param ids the subject that an identifier leads to */
    public static Party of(SubjectId ref, SubjectFacts facts, Function<Identifier, SubjectId> ids) {
        return new Party(ref, facts, Tie.of(facts, ids));
    }

    /** With ties to the subjects that their targets stand for. */
    public Party standing(UnaryOperator<SubjectId> standsFor) {
        return ties.isEmpty()
                ? this
                : new Party(
                        ref,
                        facts,
                        ties.stream()
                                .map(tie -> tie.to(standsFor.apply(tie.target())))
                                .toList());
    }
}
