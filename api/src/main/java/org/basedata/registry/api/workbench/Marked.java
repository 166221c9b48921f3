package org.basedata.registry.api.workbench;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** A value beside another one, with the characters marked in which they differ. */
public record Marked(List<Part> parts) {
    /** A stretch of it that the other one has too, or has not. */
    public record Part(String text, boolean differs) {}

    static Marked beside(String value, String other) {
        List<String> mine = characters(value);
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(mine, characters(other)).getDeltas()) {
            int from = delta.getSource().getPosition();
            int to = from + delta.getSource().size();
            add(parts, mine.subList(at, from), false);
            add(parts, mine.subList(from, to), true);
            at = to;
        }
        add(parts, mine.subList(at, mine.size()), false);
        return new Marked(parts);
    }

    private static void add(List<Part> parts, List<String> characters, boolean differs) {
        if (!characters.isEmpty()) parts.add(new Part(String.join("", characters), differs));
    }

    /** Whole ones: some of the rare characters in names are two of Java's. */
    private static List<String> characters(String text) {
        return (text == null ? "" : text)
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
    }
}
