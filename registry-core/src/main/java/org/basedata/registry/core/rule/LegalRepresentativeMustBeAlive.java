package org.basedata.registry.core.rule;

import java.util.List;
import java.util.Set;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;

/**
 * A legal entity is represented by somebody who acts for it, and a successor is to be named within thirty days after that one has left
 * (Company Law of 2023, article 10; Civil Code, articles 13 and 61). Whoever is dead represents nobody, unless the entity itself has
 * ended.
 */
public final class LegalRepresentativeMustBeAlive implements CrossRule {
    @Override
    public TieKind along() {
        return TieKind.LEGAL_REPRESENTATIVE;
    }

    @Override
    public Set<String> items() {
        return EntityEnd.ITEMS;
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
        Span always = new Span(Days.EVER, Days.FOREVER);
        return Death.violations(this, tie, always, other, EntityEnd.of(subject.facts()));
    }
}
