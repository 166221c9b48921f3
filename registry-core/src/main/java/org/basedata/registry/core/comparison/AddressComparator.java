package org.basedata.registry.core.comparison;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Addresses that are alike. Whatever the similarity, the same are only addresses with equal numbers and Latin letters in
 * equal order (12号 is not 13号, A座 is not B座), equal direction and series words (中山东路 is not 中山西路, 甲 is not 乙) and no
 * contradicting province, city or county. Those may be left out in one. Above that the share of common pairs of adjacent
 * characters (Dice coefficient) decides. With a threshold below 1 the relation is symmetric, not transitive.
 */
record AddressComparator(double similarity) implements ItemComparator {
    static final BigDecimal USUAL_SIMILARITY = new BigDecimal("0.8");

    private static final String NUMERALS = "零〇一二三四五六七八九十百千廿卅";
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String UNITS = "号號栋棟幢座楼樓层層室单單房组組队隊巷弄路街段期区區门門排村社院户戶之";
    private static final String MARKERS = Variants.skeleton("东西南北中甲乙丙丁戊己");
    private static final int LONGEST_NUMERAL = 9;

    @Override
    public String normalise(String value) {
        return CharacterFold.untilStable(value, AddressComparator::round);
    }

    @Override
    public boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        String left = normalise(one);
        String right = normalise(other);
        if (left.equals(right)) {
            return true;
        }
        Places.Head a = Places.head(Variants.skeleton(left));
        Places.Head b = Places.head(Variants.skeleton(right));
        return a.compatible(b)
                && numbers(a.rest()).equals(numbers(b.rest()))
                && markers(a.rest()).equals(markers(b.rest()))
                && dice(letters(a.rest()), letters(b.rest())) >= similarity;
    }

    private static String round(String value) {
        String text = marksFolded(CharacterFold.fold(value));
        return withoutLeadingZeros(numeralsFolded(text));
    }

    /** Marks and white space go; between two numbers one dash stays, for 3-12 is not 31-2. */
    private static String marksFolded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!Character.isLetterOrDigit(c) && c != 0x3007) {
                gap = true;
                continue;
            }
            int lower = Character.toLowerCase(Character.toUpperCase(c));
            if (gap && out.length() > 0 && isNumberPart(lower) && isNumberPart(out.charAt(out.length() - 1))) {
                out.append('-');
            }
            gap = false;
            out.appendCodePoint(lower);
        }
        return out.toString();
    }

    private static boolean isNumberPart(int c) {
        return isToken(c) || NUMERALS.indexOf(c) >= 0;
    }

    private static boolean isToken(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    }

    /** 二十三号 and 二〇三室 become 23号 and 203室; numerals elsewhere are part of a name and stay. */
    private static String numeralsFolded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && NUMERALS.indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (end == i) {
                out.append(text.charAt(i++));
                continue;
            }
            boolean beforeUnit =
                    end < text.length() && (UNITS.indexOf(text.charAt(end)) >= 0 || text.charAt(end) == '-');
            boolean afterSeries = i > 0 && (text.charAt(i - 1) == '之' || text.charAt(i - 1) == '-');
            boolean alone =
                    (i == 0 || !isToken(text.charAt(i - 1))) && (end == text.length() || !isToken(text.charAt(end)));
            if (alone && (beforeUnit || afterSeries) && end - i <= LONGEST_NUMERAL) {
                out.append(arabic(text, i, end));
            } else {
                out.append(text, i, end);
            }
            i = end;
        }
        return out.toString();
    }

    private static String arabic(String text, int from, int to) {
        boolean counted = false;
        StringBuilder spelt = new StringBuilder();
        long total = 0;
        long digit = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int unit = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1000 : c == '廿' ? 20 : c == '卅' ? 30 : 0;
            if (unit == 0) {
                digit = c == '〇' ? 0 : DIGITS.indexOf(c);
                spelt.append(digit);
            } else {
                counted = true;
                total += c == '廿' || c == '卅' ? unit : (digit <= 0 ? 1 : digit) * unit;
                digit = -1;
            }
        }
        return counted ? Long.toString(total + Math.max(digit, 0)) : spelt.toString();
    }

    private static String withoutLeadingZeros(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean startsNumber = c == '0' && (i == 0 || !isToken(text.charAt(i - 1)));
            if (startsNumber) {
                while (i + 1 < text.length() && text.charAt(i) == '0' && Character.isDigit(text.charAt(i + 1))) {
                    i++;
                }
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    private static String numbers(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean token = isToken(text.charAt(i));
            if (token) {
                if (!inside && out.length() > 0) {
                    out.append(' ');
                }
                out.append(text.charAt(i));
            }
            inside = token;
        }
        return out.toString();
    }

    private static String markers(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (MARKERS.indexOf(text.charAt(i)) >= 0) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static String letters(String text) {
        return text.replace("-", "");
    }

    private static double dice(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        int pairs = Math.max(0, one.length() - 1) + Math.max(0, other.length() - 1);
        if (pairs == 0) {
            return 0;
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i + 1 < one.length(); i++) {
            counts.merge(pair(one, i), 1, Integer::sum);
        }
        int common = 0;
        for (int i = 0; i + 1 < other.length(); i++) {
            Integer pair = pair(other, i);
            Integer left = counts.get(pair);
            if (left != null && left > 0) {
                common++;
                counts.put(pair, left - 1);
            }
        }
        return 2.0 * common / pairs;
    }

    private static Integer pair(String text, int at) {
        return text.charAt(at) << 16 | text.charAt(at + 1);
    }
}
