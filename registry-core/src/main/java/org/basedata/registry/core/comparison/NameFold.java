package org.basedata.registry.core.comparison;

/** What the names of persons and of organisations have in common: case, white space, dashes, apostrophes, middle dots. */
final class NameFold {
    /** The separator of minority names by rule (民委发〔2016〕33号). */
    static final char DOT = '\u00B7';

    private NameFold() {}

    static String normalise(String name, boolean organisation) {
        return isNormal(name, organisation)
                ? name
                : CharacterFold.untilStable(name, text -> round(CharacterFold.round(text), organisation));
    }

    private static boolean isNormal(String name, boolean organisation) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean settled = (c >= 0x4E00 && c <= 0x9FFF)
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || (c == DOT && (i == 0 || name.charAt(i - 1) != DOT))
                    || (organisation && (c == '(' || c == ')'))
                    || (c >= 0x3400 && c <= 0x4DBF);
            if (!settled) {
                return false;
            }
        }
        return true;
    }

    private static String round(String text, boolean organisation) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (CharacterFold.isSpace(c)) {
                continue;
            }
            int folded = foldMark(c, organisation);
            if (folded == 0xDF) {
                out.append("ss");
            } else if (folded == DOT) {
                if (out.length() == 0 || out.charAt(out.length() - 1) != DOT) {
                    out.append(DOT);
                }
            } else {
                out.appendCodePoint(folded);
            }
        }
        dotsBetweenHan(out);
        return out.toString();
    }

    private static int foldMark(int c, boolean organisation) {
        switch (c) {
            case 0xB7, 0x2022, 0x30FB, 0x2027, 0x22C5, 0x0387, 0x16EB, 0x2219, 0x25CF, 0x25CB, 0x26AB, 0x2E31, 0x2E33:
            case 0xA78F, 0x10101, 0x318D:
                return DOT;
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2043, 0xFE58:
                return '-';
            case 0x2018, 0x2019, 0x201B, 0x02BC, 0x02BB, 0x2032, '`':
                return '\'';
            case 0x201C, 0x201D, 0x201F, 0x2033, 0x300C, 0x300D, 0x300E, 0x300F, 0x301D, 0x301E:
                return organisation ? '"' : c;
            case '[', '{', 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x3008, 0x300A, 0x2768, 0x27E8, 0x2329, 0x2985:
                return organisation ? '(' : c;
            case ']', '}', 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x3009, 0x300B, 0x2769, 0x27E9, 0x232A, 0x2986:
                return organisation ? ')' : c;
            default:
                // Upper before lower: letters with two lower-case forms (final sigma) meet in one.
                return Character.toLowerCase(Character.toUpperCase(c));
        }
    }

    /** A full stop typed for the separator counts as one only between Han characters: initials keep theirs. */
    private static void dotsBetweenHan(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isStop(text.charAt(i))) {
                continue;
            }
            int end = i;
            boolean dot = false;
            while (end < text.length() && (isStop(text.charAt(end)) || text.charAt(end) == DOT)) {
                dot |= text.charAt(end) == DOT;
                end++;
            }
            boolean dotBefore = i > 0 && text.charAt(i - 1) == DOT;
            boolean between = i > 0
                    && end < text.length()
                    && Character.isIdeographic(text.codePointBefore(i))
                    && Character.isIdeographic(text.codePointAt(end));
            if (dotBefore) {
                text.delete(i, end);
                i--;
            } else if (dot || between) {
                text.replace(i, end, String.valueOf(DOT));
            } else {
                i = end;
            }
        }
    }

    private static boolean isStop(char c) {
        return c == '.' || c == '\u3002';
    }

    /** Whether one code point replaced, inserted or deleted at most lies between the two. */
    static boolean withinOneEdit(String one, String other) {
        int start = 0;
        int end = Math.min(one.length(), other.length());
        while (start < end && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        if (start > 0 && Character.isHighSurrogate(one.charAt(start - 1))) {
            start--;
        }
        int oneEnd = one.length();
        int otherEnd = other.length();
        while (oneEnd > start && otherEnd > start && one.charAt(oneEnd - 1) == other.charAt(otherEnd - 1)) {
            oneEnd--;
            otherEnd--;
        }
        if (oneEnd < one.length()
                && Character.isLowSurrogate(one.charAt(oneEnd))
                && oneEnd > start
                && otherEnd > start) {
            oneEnd++;
            otherEnd++;
        }
        return one.codePointCount(start, oneEnd) <= 1 && other.codePointCount(start, otherEnd) <= 1;
    }

    static boolean hasHan(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (Character.isIdeographic(c)) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    static String requireName(String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("A name to compare is missing; rows without a name are refused earlier");
        }
        return name;
    }
}
