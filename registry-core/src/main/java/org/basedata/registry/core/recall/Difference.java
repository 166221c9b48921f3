package org.basedata.registry.core.recall;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Segment;

/**
 * Days on which two timelines of an item have other values. Status, origin and who else says so make no difference.
 *
 * @param from as {@link Days#from}
 * @param to first day after, as {@link Days#to}
 */
record Difference(long from, long to) {
    boolean covers(long day) {
        return from <= day && day < to;
    }

    /** In order, as long as possible. */
    static List<Difference> between(List<Segment> one, List<Segment> other) {
        if (one.equals(other)) return List.of();
        TreeSet<Long> bounds = new TreeSet<>(List.of(Days.EVER, Days.FOREVER));
        for (List<Segment> timeline : List.of(one, other))
            for (Segment each : timeline) {
                bounds.add(Days.from(each.from()));
                bounds.add(Days.to(each.to()));
            }
        List<Difference> differences = new ArrayList<>();
        long begin = Days.EVER;
        boolean differs = false;
        for (long bound : bounds) {
            if (bound == Days.FOREVER) break;
            boolean here = !values(one, bound).equals(values(other, bound));
            if (here == differs) continue;
            if (differs) differences.add(new Difference(begin, bound));
            begin = bound;
            differs = here;
        }
        if (differs) differences.add(new Difference(begin, Days.FOREVER));
        return differences;
    }

    /** Usually one or none; of items that are lists, all. */
    private static List<String> values(List<Segment> timeline, long day) {
        List<String> values = new ArrayList<>(1);
        for (Segment each : timeline)
            if (Days.from(each.from()) <= day && day < Days.to(each.to())) values.add(each.value());
        if (values.size() > 1) values.sort(null);
        return values;
    }
}
