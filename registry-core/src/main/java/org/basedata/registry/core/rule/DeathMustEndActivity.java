package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * A dead person is not insured, supported or resident any more: an activity that is stated beyond the day of death means
 * that the death or the activity is wrong. The day of death itself belongs to life.
 */
public final class DeathMustEndActivity implements SubjectRule {
    /** Item code to the value that means activity. */
    private static final Map<String, String> ACTIVE =
            Map.of("insuranceStatus", "1", "allowanceStatus", "1", "permitStatus", "1");

    @Override
    public Set<String> besides() {
        return Set.of("deathDate", "lifeStatus");
    }

    @Override
    public List<Conflict> check(SubjectFacts facts) {
        Optional<Death> death = Death.of(facts);
        if (death.isEmpty()) return List.of();
        Span after = death.get().after();
        List<Conflict> found = new ArrayList<>();
        ACTIVE.forEach((item, active) -> {
            for (Segment activity : facts.item(item))
                if (activity.value().equals(active))
                    after.meet(Span.of(activity))
                            .ifPresent(span -> found.add(SubjectFacts.violation(
                                    name(),
                                    item,
                                    span.from(),
                                    span.to(),
                                    Severity.MAJOR,
                                    activity,
                                    death.get().stated())));
        });
        return found;
    }
}
