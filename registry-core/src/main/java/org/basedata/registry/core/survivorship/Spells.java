package org.basedata.registry.core.survivorship;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads an item's timeline the way people do: one spell a value, whoever began or ceased to corroborate it meanwhile. */
public final class Spells {
    private Spells() {}

    /** Joins adjacent segments with the same value and origin; status and corroboration are those of the last one joined. */
    public static List<Segment> of(List<Segment> segments) {
        if (segments.size() < 2) return segments;
        List<Segment> spells = new ArrayList<>(segments.size());
        for (Segment next : segments) {
            Segment last = spells.isEmpty() ? null : spells.get(spells.size() - 1);
            boolean continues = last != null
                    && last.to() != null
                    && last.to().equals(next.from())
                    && last.value().equals(next.value())
                    && Objects.equals(last.origin(), next.origin());
            if (continues)
                spells.set(
                        spells.size() - 1,
                        new Segment(
                                last.from(),
                                next.to(),
                                next.value(),
                                next.status(),
                                next.basis(),
                                next.origin(),
                                next.corroboratedBy()));
            else spells.add(next);
        }
        return spells;
    }
}
