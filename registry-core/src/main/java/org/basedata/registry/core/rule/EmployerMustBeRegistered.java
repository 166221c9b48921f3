package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * Employment ends when the employer is dissolved (Labour Contract Law, article 44(5)), and an entity that is deregistered exists no
 * longer (Civil Code, article 72; Company Law of 2023, article 37): nobody is insured or pays into the housing fund there. The day of
 * deregistration itself still counts.
 */
public final class EmployerMustBeRegistered implements CrossRule {
    /** Item code to the value that means employment, in the order in which they are told. */
    private static final Map<String, String> ACTIVE =
            new TreeMap<>(Map.of("insuranceStatus", "1", "fundAccountStatus", "1"));

    private static final String STATUS = "status";
    private static final String DEREGISTERED_ON = "deregisteredOn";

    @Override
    public TieKind along() {
        return TieKind.EMPLOYER;
    }

    @Override
    public Set<String> items() {
        return ACTIVE.keySet();
    }

    @Override
    public Set<String> itemsOfOther() {
        return Set.of(STATUS, DEREGISTERED_ON);
    }

    @Override
    public boolean mayBreak(SubjectFacts changed) {
        return changed.items().containsKey(DEREGISTERED_ON)
                || changed.item(STATUS).stream().anyMatch(status -> EntityEnd.DEREGISTERED.contains(status.value()));
    }

    @Override
    public List<Conflict> check(Tie tie, Party subject, Party other) {
        List<Conflict> found = new ArrayList<>(0);
        for (Segment status : other.facts().item(STATUS)) {
            if (!EntityEnd.DEREGISTERED.contains(status.value())) continue;
            Optional<Span> doubtful = deregistered(status, other.facts()).meet(tie.period());
            if (doubtful.isEmpty()) continue;
            List<Span> told = new ArrayList<>(2);
            for (Map.Entry<String, String> active : ACTIVE.entrySet())
                for (Segment activity : subject.facts().item(active.getKey())) {
                    if (!activity.value().equals(active.getValue())) continue;
                    Optional<Span> both = doubtful.get().meet(Span.of(activity));
                    if (both.isEmpty()) continue;
                    for (Span span : both.get().without(told))
                        found.add(SubjectFacts.violation(
                                name(),
                                tie.kind().item(),
                                span.from(),
                                span.to(),
                                Severity.MAJOR,
                                tie.stated(),
                                activity,
                                status));
                    told.add(both.get());
                }
        }
        return found;
    }

    /** From the day after deregistration, as far as the status says so. */
    private static Span deregistered(Segment status, SubjectFacts entity) {
        List<Segment> days = entity.item(DEREGISTERED_ON);
        long said = Days.from(status.from());
        long from = days.isEmpty()
                ? Span.after(said)
                : Math.max(said, Span.after(SubjectFacts.day(days.get(days.size() - 1))));
        return new Span(from, Days.to(status.to()));
    }
}
