package org.basedata.registry.core.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares names of organisations. Pure, symmetric, thread-safe.
 *
 * <p>Similar are names that differ by variant characters, by a form and its listed alias (有限公司, 有限责任公司), by brackets or
 * quotation marks present in one only, or in how the same place is written at the head (广东省广州市, 广州市, 广州). The lowest place
 * must be the same in both: 广州市天河区第一小学 and 广州市第一小学 are two schools. A branch is never similar to its parent.
 */
public final class OrganisationNames {
    private static final String MARKS = "()\"'" + NameFold.DOT;

    private record Alias(String form, boolean endOnly) {}

    private static final Map<String, Alias> ALIASES = new HashMap<>();
    private static final int LONGEST_ALIAS;

    static {
        int longest = 0;
        for (String[] row : Table.rows("organisation-aliases.csv", 3)) {
            String form = Variants.skeleton(row[0]);
            String alias = Variants.skeleton(row[1]);
            ALIASES.put(form, new Alias(form, false));
            ALIASES.put(alias, new Alias(form, row[2].equals("end")));
            longest = Math.max(longest, Math.max(form.length(), alias.length()));
        }
        LONGEST_ALIAS = longest;
    }

    private OrganisationNames() {}

    /** The form in which names are equal or not; brackets of all shapes become ( and ). Idempotent. */
    public static String normalise(String name) {
        return NameFold.normalise(name, true);
    }

    /** What names that are equal or similar have in common: the lowest place and the rest without marks, aliases as their forms. */
    public static String key(String name) {
        Places.Head head = Places.head(withoutMarks(Variants.skeleton(normalise(name))));
        return lowest(head.places()) + '|' + withForms(head.rest());
    }

    /** @throws IllegalArgumentException if a name is null or blank: such rows are refused before anything compares them */
    public static NameBand band(String one, String other) {
        NameFold.requireName(one);
        NameFold.requireName(other);
        if (one.equals(other)) {
            return NameBand.EQUAL;
        }
        String left = normalise(one);
        String right = normalise(other);
        if (left.equals(right)) {
            return NameBand.EQUAL;
        }
        left = Variants.skeleton(left);
        right = Variants.skeleton(right);
        return left.equals(right) || similar(withoutMarks(left), withoutMarks(right))
                ? NameBand.SIMILAR
                : NameBand.DIFFERENT;
    }

    private static boolean similar(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        if (one.equals(other)) {
            return true;
        }
        Places.Head left = Places.head(one);
        Places.Head right = Places.head(other);
        return lowest(left.places()).equals(lowest(right.places()))
                && left.compatible(right)
                && withForms(left.rest()).equals(withForms(right.rest()));
    }

    private static String lowest(List<String> places) {
        return places.isEmpty() ? "" : places.get(places.size() - 1);
    }

    private static String withForms(String name) {
        StringBuilder out = new StringBuilder(name.length() + 8);
        int at = 0;
        while (at < name.length()) {
            int end = Math.min(name.length(), at + LONGEST_ALIAS);
            Alias found = null;
            while (end > at + 1) {
                Alias alias = ALIASES.get(name.substring(at, end));
                if (alias != null && (!alias.endOnly || end == name.length())) {
                    found = alias;
                    break;
                }
                end--;
            }
            if (found == null) {
                out.append(name.charAt(at++));
            } else {
                out.append(found.form);
                at = end;
            }
        }
        return out.toString();
    }

    private static String withoutMarks(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (MARKS.indexOf(c) < 0) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
