package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * Nobody is married to two people at once (Civil Code, articles 1042 and 1051). A marriage runs from {@code marriedOn} to
 * {@code divorcedOn} of its record; records that name the same spouse are one marriage.
 */
public final class MarriagesMustNotOverlap implements SubjectRule {
    private record Marriage(RecordKey record, Segment spouse, long from, long to) {}

    @Override
    public Set<String> besides() {
        return Set.of("marriedOn", "divorcedOn");
    }

    @Override
    public List<Conflict> check(SubjectFacts facts) {
        List<Segment> spouses = facts.item("spouseName");
        if (spouses.size() < 2) return List.of();
        Map<RecordKey, Segment> married = byRecord(facts.item("marriedOn"));
        Map<RecordKey, Segment> divorced = byRecord(facts.item("divorcedOn"));
        List<Marriage> marriages = new ArrayList<>();
        byRecord(spouses).forEach((record, spouse) -> {
            Segment from = married.get(record);
            Segment to = divorced.get(record);
            if (from != null)
                marriages.add(new Marriage(
                        record, spouse, SubjectFacts.day(from), to == null ? Days.FOREVER : SubjectFacts.day(to)));
        });
        marriages.sort(Comparator.comparingLong(Marriage::from).thenComparing(Marriage::record));
        List<Conflict> found = new ArrayList<>();
        for (int i = 0; i < marriages.size(); i++)
            for (int k = i + 1; k < marriages.size(); k++) {
                Marriage earlier = marriages.get(i);
                Marriage later = marriages.get(k);
                long to = Math.min(earlier.to(), later.to());
                if (later.from() < to
                        && !earlier.spouse().value().equals(later.spouse().value()))
                    found.add(SubjectFacts.violation(
                            name(), "spouseName", later.from(), to, Severity.MAJOR, later.spouse(), earlier.spouse()));
            }
        return found;
    }

    /** What each record says last; the segments of one record are in time order. */
    private static Map<RecordKey, Segment> byRecord(List<Segment> segments) {
        Map<RecordKey, Segment> last = new TreeMap<>();
        segments.forEach(segment -> last.put(segment.origin().record(), segment));
        return last;
    }
}
