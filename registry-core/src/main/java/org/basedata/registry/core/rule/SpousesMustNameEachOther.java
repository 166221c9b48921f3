package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * A marriage is registered for both spouses at once (Civil Code, article 1049). When a marriage names somebody who does not name its
 * holder for any day of it, and whose own records say something else for some of its days (a marriage with another, or a status that
 * nobody has who is married), one of the two is wrong.
 *
 * <p>Somebody of whom nothing is recorded for those days contradicts nobody: the record may not have come yet. A marriage runs from
 * {@code marriedOn} to {@code divorcedOn} of its record, not beyond the time for which the source speaks, and not beyond the death of
 * either spouse, which ends it.
 */
public final class SpousesMustNameEachOther implements CrossRule {
    private static final String MARRIED = "marriedOn";
    private static final String DIVORCED = "divorcedOn";
    private static final String STATUS = "maritalStatus";
    /** Never married, widowed, divorced. */
    private static final Set<String> UNMARRIED = Set.of("10", "30", "40");

    @Override
    public TieKind along() {
        return TieKind.SPOUSE;
    }

    @Override
    public Set<String> items() {
        return Set.of(MARRIED, DIVORCED, Death.ITEM);
    }

    @Override
    public Set<String> itemsOfOther() {
        return Set.of(along().item(), along().documentType(), MARRIED, DIVORCED, Death.ITEM, STATUS);
    }

    /** Also by what is gone: a record that named the holder, a divorce, a death. */
    @Override
    public boolean mayBreak(SubjectFacts changed) {
        for (String item : itemsOfOther())
            if (!item.equals(STATUS) && changed.items().containsKey(item)) return true;
        return changed.item(STATUS).stream().anyMatch(status -> UNMARRIED.contains(status.value()));
    }

    @Override
    public List<Conflict> check(Tie tie, Party subject, Party other) {
        Optional<Span> marriage = marriage(tie, subject)
                .flatMap(days -> days.meet(alive(subject)))
                .flatMap(days -> days.meet(alive(other)));
        if (marriage.isEmpty()) return List.of();
        List<Conflict> found = new ArrayList<>(0);
        for (Tie named : other.ties()) {
            if (named.kind() != TieKind.SPOUSE) continue;
            Optional<Span> days = marriage(named, other);
            boolean mutual = named.target().equals(subject.ref());
            // A marriage whose days are not certain may be the one that is looked for.
            if (mutual && (days.isEmpty() || days.get().meet(marriage.get()).isPresent())) return List.of();
            if (!mutual)
                days.flatMap(marriage.get()::meet).ifPresent(span -> found.add(violation(tie, span, named.stated())));
        }
        for (Segment status : other.facts().item(STATUS))
            if (UNMARRIED.contains(status.value()))
                marriage.get().meet(Span.of(status)).ifPresent(span -> found.add(violation(tie, span, status)));
        return found;
    }

    /** Its days; empty when its record names another spouse by now, or does not say since when. */
    private static Optional<Span> marriage(Tie tie, Party holder) {
        var record = tie.stated().origin().record();
        Segment married = holder.facts().last(MARRIED, record);
        boolean latest = tie.stated().equals(holder.facts().last(TieKind.SPOUSE.item(), record));
        if (married == null || !latest) return Optional.empty();
        Segment divorced = holder.facts().last(DIVORCED, record);
        long to = divorced == null ? Days.FOREVER : SubjectFacts.day(divorced);
        return new Span(SubjectFacts.day(married), to).meet(new Span(Days.EVER, tie.to()));
    }

    private static Span alive(Party person) {
        long until = Death.of(person.facts()).map(death -> death.after().from()).orElse(Days.FOREVER);
        return new Span(Days.EVER, until);
    }

    private Conflict violation(Tie tie, Span span, Segment contradicting) {
        return SubjectFacts.violation(
                name(), tie.kind().item(), span.from(), span.to(), Severity.MAJOR, tie.stated(), contradicting);
    }
}
