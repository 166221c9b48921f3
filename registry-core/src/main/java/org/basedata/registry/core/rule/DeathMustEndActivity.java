package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.Days;
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
    public List<Conflict> check(SubjectFacts facts) {
        List<Segment> deaths = facts.item("deathDate");
        if (deaths.isEmpty()) return List.of();
        // A death holds for good: the latest stated date of death is the one to measure by.
        Segment death = deaths.get(deaths.size() - 1);
        long after = SubjectFacts.date(death.value()).toEpochDay() + 1;
        List<Conflict> found = new ArrayList<>();
        ACTIVE.forEach((item, active) -> {
            for (Segment activity : facts.item(item)) {
                long from = Math.max(after, Days.from(activity.from()));
                long to = Days.to(activity.to());
                if (activity.value().equals(active) && from < to)
                    found.add(SubjectFacts.violation(this, item, from, to, Severity.MAJOR, activity, death));
            }
        });
        return found;
    }
}
