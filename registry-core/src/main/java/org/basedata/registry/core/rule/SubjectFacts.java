package org.basedata.registry.core.rule;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordKey;
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
    /** Empty when the subject has none. */
    List<Segment> item(String code) {
        return Spells.of(items.getOrDefault(code, List.of()));
    }

    /** A violation over [from, to); the first value is the one in doubt and stands meanwhile. */
    static Conflict violation(
            String rule, String item, long from, long to, Severity severity, Segment standing, Segment... others) {
        List<ConflictValue> values = Stream.concat(Stream.of(standing), Arrays.stream(others))
                .map(ConflictValue::of)
                .toList();
        return new Conflict(
                ConflictKind.RULE, item, rule, Days.date(from), Days.date(to), severity, standing.value(), values);
    }

    static LocalDate date(String value) {
        return LocalDate.parse(value);
    }

    /** The day that a date is, as a number. */
    static long day(Segment date) {
        return date(date.value()).toEpochDay();
    }

    /** What a record says last of an item; the segments of one record are in time order. Null when it says nothing of it. */
    Segment last(String item, RecordKey record) {
        Segment last = null;
        for (Segment each : item(item)) if (each.origin().record().equals(record)) last = each;
        return last;
    }
}
