package org.basedata.registry.core.rule;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.core.survivorship.Spells;

/**
 * What a rule may look at: the subject's identifier and the timelines of its items.
 *
 * @param identifier null while nothing names the subject
 */
public record SubjectFacts(Identifier identifier, Map<String, List<Segment>> items) {
    List<Segment> item(String code) {
        return Spells.of(items.getOrDefault(code, List.of()));
    }

    /** A violation over [from, to); the first value is the one in doubt and stands meanwhile. */
    static Conflict violation(
            SubjectRule rule, String item, long from, long to, Severity severity, Segment standing, Segment... others) {
        List<ConflictValue> values = Stream.concat(Stream.of(standing), Arrays.stream(others))
                .map(ConflictValue::of)
                .toList();
        return new Conflict(
                ConflictKind.RULE,
                item,
                rule.name(),
                Days.date(from),
                Days.date(to),
                severity,
                standing.value(),
                values);
    }

    static LocalDate date(String value) {
        return LocalDate.parse(value);
    }
}
