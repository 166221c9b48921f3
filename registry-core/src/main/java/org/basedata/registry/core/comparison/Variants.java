package org.basedata.registry.core.comparison;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Traditional, simplified and otherwise varying forms of one character. Texts with the same skeleton differ in such
 * forms only. Character by character on purpose: converting whole strings would invent matches (于/於, 范/範).
 */
public final class Variants {
    private static final char[] BASIC = new char[0x10000];
    private static final Map<Integer, Integer> SUPPLEMENTARY = new HashMap<>();

    static {
        for (int c = 0; c < BASIC.length; c++) {
            BASIC[c] = (char) c;
        }
        for (String[] row : Table.rows("variants.csv", 2)) {
            int[] group = (row[0] + row[1]).codePoints().toArray();
            int representative = group[0];
            for (int c : group) {
                if (c < BASIC.length && (representative >= BASIC.length || c < representative)) {
                    representative = c;
                }
            }
            for (int c : group) {
                if (c < BASIC.length) {
                    BASIC[c] = (char) representative;
                } else {
                    SUPPLEMENTARY.put(c, representative);
                }
            }
        }
        // Latin letters with marks are forms of the bare letter: passports and visas drop the marks.
        bareLetters(0xC0, 0x24F);
        bareLetters(0x1E00, 0x1EFF);
        String bars = "øołlđdðdħhŧt";
        for (int i = 0; i < bars.length(); i += 2) {
            BASIC[bars.charAt(i)] = bars.charAt(i + 1);
        }
    }

    private Variants() {}

    private static void bareLetters(int first, int last) {
        for (int c = first; c <= last; c++) {
            char bare = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD)
                    .charAt(0);
            if (bare < 0x7F) {
                BASIC[c] = bare;
            }
        }
    }

    static int representative(int codePoint) {
        return codePoint < BASIC.length ? BASIC[codePoint] : SUPPLEMENTARY.getOrDefault(codePoint, codePoint);
    }

    /** The text with each character in the first of its forms. */
    public static String skeleton(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            out.appendCodePoint(representative(c));
        }
        return out.toString();
    }
}
