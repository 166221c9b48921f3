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

/** Positions 7 to 14 of a citizen number are its holder's birth date (GB 11643-1999, 4.3). */
public final class BirthDateMustMatchNumber implements SubjectRule {
    @Override
    public Set<String> besides() {
        return Set.of();
    }

    @Override
    public List<Conflict> check(SubjectFacts facts) {
        List<Segment> dates = facts.item("birthDate");
        if (dates.isEmpty() || facts.identifier() == null) return List.of();
        Optional<CitizenNumber> number = CitizenNumber.of(facts.identifier());
        if (number.isEmpty()) return List.of();
        String coded = number.get().birthDate().toString();
        List<Conflict> found = new ArrayList<>();
        for (Segment date : dates)
            if (!date.value().equals(coded))
                found.add(SubjectFacts.violation(
                        name(), "birthDate", Days.from(date.from()), Days.to(date.to()), Severity.MAJOR, date));
        return found;
    }
}
