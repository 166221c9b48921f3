package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.CitizenNumber;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/** The sequence code of a citizen number is odd for men and even for women (GB 11643-1999, 4.4). */
public final class SexMustMatchNumber implements SubjectRule {
    @Override
    public Set<String> besides() {
        return Set.of();
    }

    @Override
    public List<Conflict> check(SubjectFacts facts) {
        List<Segment> sexes = facts.item("sex");
        if (sexes.isEmpty() || facts.identifier() == null) return List.of();
        Optional<CitizenNumber> number = CitizenNumber.of(facts.identifier());
        if (number.isEmpty()) return List.of();
        List<Conflict> found = new ArrayList<>();
        for (Segment sex : sexes) {
            boolean stated = sex.value().equals("1") || sex.value().equals("2");
            if (stated && !sex.value().equals(number.get().sex()))
                found.add(SubjectFacts.violation(
                        name(), "sex", Days.from(sex.from()), Days.to(sex.to()), Severity.MAJOR, sex));
        }
        return found;
    }
}
