package org.basedata.registry.projections.subject;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.survivorship.ItemTimelines;
import org.basedata.registry.core.survivorship.Segment;

/**
 * The columns by which subjects are found, read off a master record. They lead to candidates only: whether a value held on the
 * day that is asked about is read off the timeline.
 *
 * @param name normalised: a person's latest, all of a legal entity, one a line; null when there is none
 * @param birthDate a person's latest; null when there is none
 * @param division a legal entity's latest; null when there is none
 * @param others marked values of other periods; null when every value is in a column of its own
 */
record SearchColumns(String name, LocalDate birthDate, String division, Set<String> others) {
    static final String NAME = RecordTimeline.NAME;
    static final String BIRTH_DATE = "birthDate";
    static final String PERSON_DIVISION = "registeredDivision";
    static final String ENTITY_DIVISION = "division";

    static SearchColumns person(ItemTimelines items) {
        List<Segment> names = segments(items, NAME);
        List<Segment> births = segments(items, BIRTH_DATE);
        String name = names.isEmpty() ? null : PersonNames.normalise(latest(names));
        String birth = births.isEmpty() ? null : latest(births);
        Set<String> others = null;
        if (names.size() > 1) {
            others = new TreeSet<>();
            for (Segment segment : names) {
                String other = PersonNames.normalise(segment.value());
                if (!other.equals(name)) others.add(personName(other));
            }
        }
        if (births.size() > 1) {
            if (others == null) others = new TreeSet<>();
            for (Segment segment : births) if (!segment.value().equals(birth)) others.add(personBirth(segment.value()));
        }
        return new SearchColumns(name, birth == null ? null : Days.parse(birth), null, anyOf(others));
    }

    static SearchColumns entity(ItemTimelines items) {
        List<Segment> names = segments(items, NAME);
        List<Segment> divisions = segments(items, ENTITY_DIVISION);
        Set<String> all = new LinkedHashSet<>();
        for (int i = names.size() - 1; i >= 0; i--)
            all.add(OrganisationNames.normalise(names.get(i).value()));
        String division = divisions.isEmpty() ? null : latest(divisions);
        Set<String> others = null;
        if (divisions.size() > 1) {
            others = new TreeSet<>();
            for (Segment segment : divisions) {
                String code = segment.value();
                if (code.equals(division)) continue;
                for (int end = 1; end <= code.length(); end++) others.add(code.substring(0, end));
            }
        }
        return new SearchColumns(all.isEmpty() ? null : String.join("\n", all), null, division, anyOf(others));
    }

    static String personName(String normalised) {
        return "n:" + normalised;
    }

    static String personBirth(String date) {
        return "b:" + date;
    }

    private static List<Segment> segments(ItemTimelines items, String item) {
        List<Segment> segments = items.byItem().get(item);
        return segments == null ? List.of() : segments;
    }

    private static String latest(List<Segment> segments) {
        return segments.get(segments.size() - 1).value();
    }

    private static Set<String> anyOf(Set<String> values) {
        return values == null || values.isEmpty() ? null : values;
    }
}
