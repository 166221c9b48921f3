package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Segment;

/** The days on which a legal entity exists no longer, or may not do business any more. */
final class EntityEnd {
    /** Deregistered; licence revoked and deregistered. */
    static final Set<String> DEREGISTERED = Set.of("2", "4");
    /** Likewise, and: licence revoked; registration annulled. */
    private static final Set<String> GONE = Set.of("2", "3", "4", "5");

    /** Items that say so. */
    static final Set<String> ITEMS = Set.of("status", "deregisteredOn", "revokedOn");

    private EntityEnd() {}

    static List<Span> of(SubjectFacts entity) {
        List<Span> gone = new ArrayList<>();
        for (Segment status : entity.item("status")) if (GONE.contains(status.value())) gone.add(Span.of(status));
        for (String end : List.of("deregisteredOn", "revokedOn"))
            for (Segment day : entity.item(end)) gone.add(new Span(SubjectFacts.day(day), Days.FOREVER));
        return gone;
    }
}
