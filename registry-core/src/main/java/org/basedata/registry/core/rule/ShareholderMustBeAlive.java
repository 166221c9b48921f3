package org.basedata.registry.core.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * With a shareholder's death the heirs succeed, and the register of shareholders is changed (Company Law of 2023, articles 56 and 90;
 * Civil Code, articles 13 and 1121).
 */
public final class ShareholderMustBeAlive implements CrossRule {
    private static final String FROM = "shareholderFrom";

    @Override
    public TieKind along() {
        return TieKind.SHAREHOLDER;
    }

    @Override
    public Set<String> items() {
        Set<String> items = new HashSet<>(EntityEnd.ITEMS);
        items.add(FROM);
        return items;
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
        Span held = new Span(from == null ? Days.EVER : SubjectFacts.day(from), Days.FOREVER);
        return Death.violations(this, tie, held, other, EntityEnd.of(subject.facts()));
    }
}
