package org.basedata.registry.core.comparison;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares names of natural persons. Pure, symmetric, thread-safe, and cheap when the two names are equal.
 *
 * <p>Choices where the rules leave room:
 * <ul>
 *   <li>A Han name without a middle dot begins with a listed compound surname (given three characters or more) or with
 *       a surname of one character. Both names need a given name for the one-character rule, so 王 and 王伟 are
 *       different; 王伟 and 王强 are similar by the letter of the rule.
 *   <li>Names with a middle dot have no surname in that sense. They are similar when all parts but one are equal or
 *       variants and that one, of two characters or more on both sides, has one character replaced, inserted or deleted;
 *       and when the dot alone is missing or misplaced. A part that is missing makes them different.
 *   <li>Names without Han characters are similar with one letter's difference anywhere if both have three letters or
 *       more; letters that differ only by their marks (é, ü) count as variants.
 *   <li>Variants may come on top of the one changed character.
 *   <li>A name in Han characters and its transcription are different.
 * </ul>
 */
public final class PersonNames {
    private static final int LETTERS_FOR_ONE_EDIT = 3;

    private static final Set<String> COMPOUND_SURNAMES = Table.rows("compound-surnames.csv", 1).stream()
            .map(row -> Variants.skeleton(row[0]))
            .collect(Collectors.toUnmodifiableSet());

    private PersonNames() {}

    /** The form in which names are equal or not; idempotent. Empty only if nothing visible was in the name. */
    public static String normalise(String name) {
        return NameFold.normalise(name, false);
    }

    /**
     * The first character, the same for all its variants. Names in Han characters that are equal or similar have it in common.
     *
     * @param normalised not empty
     */
    public static String initial(String normalised) {
        return Character.toString(Variants.representative(normalised.codePointAt(0)));
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
        return similar(Variants.skeleton(left), Variants.skeleton(right)) ? NameBand.SIMILAR : NameBand.DIFFERENT;
    }

    private static boolean similar(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        boolean oneDotted = one.indexOf(NameFold.DOT) >= 0;
        boolean otherDotted = other.indexOf(NameFold.DOT) >= 0;
        if (oneDotted || otherDotted) {
            return withoutDots(one).equals(withoutDots(other))
                    || (oneDotted && otherDotted && similarParts(one, other));
        }
        boolean oneHan = Character.isIdeographic(one.codePointAt(0));
        boolean otherHan = Character.isIdeographic(other.codePointAt(0));
        if (oneHan && otherHan) {
            return similarGivenNames(one, other);
        }
        return !NameFold.hasHan(one)
                && !NameFold.hasHan(other)
                && codePoints(one) >= LETTERS_FOR_ONE_EDIT
                && codePoints(other) >= LETTERS_FOR_ONE_EDIT
                && NameFold.withinOneEdit(one, other);
    }

    private static boolean similarGivenNames(String one, String other) {
        int oneSurname = surnameEnd(one);
        int otherSurname = surnameEnd(other);
        return oneSurname == otherSurname
                && one.regionMatches(0, other, 0, oneSurname)
                && oneSurname < one.length()
                && otherSurname < other.length()
                && NameFold.withinOneEdit(one.substring(oneSurname), other.substring(otherSurname));
    }

    /** Index where the given name begins, in a skeleton. */
    private static int surnameEnd(String name) {
        return name.length() > 2 && COMPOUND_SURNAMES.contains(name.substring(0, 2))
                ? 2
                : Character.charCount(name.codePointAt(0));
    }

    private static boolean similarParts(String one, String other) {
        int oneAt = 0;
        int otherAt = 0;
        int differing = 0;
        while (true) {
            int oneEnd = partEnd(one, oneAt);
            int otherEnd = partEnd(other, otherAt);
            String onePart = one.substring(oneAt, oneEnd);
            String otherPart = other.substring(otherAt, otherEnd);
            if (!onePart.equals(otherPart)) {
                differing++;
                if (differing > 1
                        || codePoints(onePart) < 2
                        || codePoints(otherPart) < 2
                        || !NameFold.withinOneEdit(onePart, otherPart)) {
                    return false;
                }
            }
            boolean oneOver = oneEnd == one.length();
            if (oneOver || otherEnd == other.length()) {
                return oneOver && otherEnd == other.length();
            }
            oneAt = oneEnd + 1;
            otherAt = otherEnd + 1;
        }
    }

    private static int partEnd(String name, int from) {
        int dot = name.indexOf(NameFold.DOT, from);
        return dot < 0 ? name.length() : dot;
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String withoutDots(String name) {
        return name.replace(String.valueOf(NameFold.DOT), "");
    }
}
