package org.basedata.registry.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Segment;

/** The days [from, to); open ends are {@link Days#EVER} and {@link Days#FOREVER}. */
record Span(long from, long to) {
    static Span of(Segment segment) {
        return new Span(Days.from(segment.from()), Days.to(segment.to()));
    }

    /** Since ever stays since ever. */
    static long after(long day) {
        return day == Days.EVER ? day : day + 1;
    }

    Optional<Span> meet(Span other) {
        Span common = new Span(Math.max(from, other.from), Math.min(to, other.to));
        return common.from < common.to ? Optional.of(common) : Optional.empty();
    }

    /** What is left, in time order. */
    List<Span> without(List<Span> taken) {
        List<Span> left = from < to ? List.of(this) : List.of();
        for (Span each : taken) {
            List<Span> next = new ArrayList<>(left.size() + 1);
            for (Span piece : left) {
                piece.meet(new Span(Days.EVER, each.from)).ifPresent(next::add);
                piece.meet(new Span(each.to, Days.FOREVER)).ifPresent(next::add);
            }
            left = next;
        }
        return left;
    }
}
