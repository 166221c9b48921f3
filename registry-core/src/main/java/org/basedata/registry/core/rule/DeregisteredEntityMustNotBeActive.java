package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * An entity is deregistered only after its tax and insurance registrations are closed (Market Entity Registration
 * Regulations, articles 31 to 33).
 */
public final class DeregisteredEntityMustNotBeActive implements SubjectRule {
    private static final String DEREGISTERED = "2";
    /** Item code to the value that means an active registration. */
    private static final Map<String, String> ACTIVE = Map.of("taxStatus", "1", "insuredUnitStatus", "1");

    @Override
    public Set<String> besides() {
        return Set.of("status");
    }

    @Override
    public List<Conflict> check(SubjectFacts facts) {
        List<Conflict> found = new ArrayList<>();
        for (Segment status : facts.item("status")) {
            if (!status.value().equals(DEREGISTERED)) continue;
            ACTIVE.forEach((item, active) -> {
                for (Segment activity : facts.item(item)) {
                    long from = Math.max(Days.from(status.from()), Days.from(activity.from()));
                    long to = Math.min(Days.to(status.to()), Days.to(activity.to()));
                    if (activity.value().equals(active) && from < to)
                        found.add(SubjectFacts.violation(name(), item, from, to, Severity.MAJOR, activity, status));
                }
            });
        }
        return found;
    }
}
