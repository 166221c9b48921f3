package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/** When a person died. */
record Death(Segment stated) {
    static final String ITEM = "deathDate";

    /** A death holds for good: the latest stated date of death is the one to measure by. */
    static Optional<Death> of(SubjectFacts person) {
        List<Segment> stated = person.item(ITEM);
        return stated.isEmpty() ? Optional.empty() : Optional.of(new Death(stated.get(stated.size() - 1)));
    }

    /** Whether the change says that somebody died. */
    static boolean isStatedBy(SubjectFacts changed) {
        return !changed.item(ITEM).isEmpty();
    }

    /** Legal capacity ends with death (Civil Code, article 13); the day itself belongs to life. */
    Span after() {
        return new Span(SubjectFacts.day(stated) + 1, Days.FOREVER);
    }

    /** A violation for each stretch of the tie on which the other is dead, but for the days that do not count. */
    static List<Conflict> violations(CrossRule rule, Tie tie, Span held, Party other, List<Span> notCounted) {
        Optional<Death> death = of(other.facts());
        if (death.isEmpty()) return List.of();
        Optional<Span> doubtful = tie.period().meet(held).flatMap(death.get().after()::meet);
        if (doubtful.isEmpty()) return List.of();
        List<Conflict> found = new ArrayList<>(1);
        for (Span span : doubtful.get().without(notCounted))
            found.add(SubjectFacts.violation(
                    rule.name(),
                    tie.kind().item(),
                    span.from(),
                    span.to(),
                    Severity.MAJOR,
                    tie.stated(),
                    death.get().stated()));
        return found;
    }
}
