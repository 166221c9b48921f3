package org.basedata.registry.core.rule;

import java.util.List;
import java.util.Set;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * Guardianship ends with the guardian's death (Civil Code, article 39); the ward needs another one. A guardianship runs from {@code
 * guardianFrom} to {@code guardianTo} of its record.
 */
public final class GuardianMustBeAlive implements CrossRule {
    private static final String FROM = "guardianFrom";
    private static final String TO = "guardianTo";

    @Override
    public TieKind along() {
        return TieKind.GUARDIAN;
    }

    @Override
    public Set<String> items() {
        return Set.of(FROM, TO);
    }

    @Override
    public Set<String> itemsOfOther() {
        return Set.of(Death.ITEM);
    }

    @Override
    public boolean mayBreak(SubjectFacts changed) {
        return Death.isStatedBy(changed);
    }

    @Override
    public List<Conflict> check(Tie tie, Party subject, Party other) {
        Segment from = subject.facts().last(FROM, tie.stated().origin().record());
        Segment to = subject.facts().last(TO, tie.stated().origin().record());
        Span held = new Span(
                from == null ? Days.EVER : SubjectFacts.day(from), to == null ? Days.FOREVER : SubjectFacts.day(to));
        return Death.violations(this, tie, held, other, List.of());
    }
}
