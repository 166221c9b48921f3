package org.basedata.registry.core.identifier;

import java.text.Normalizer;

/** How the same number is written in different ways, brought to one: half-width, upper case, without blanks. */
final class NumberText {

    private NumberText() {}

    /** Returns the very same string when nothing is to be done, which is so for nearly every row of a file. */
    static String fold(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) {
                return foldSlowly(raw);
            }
        }
        return raw;
    }

    private static String foldSlowly(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                folded.append((char) (c - 32));
            } else if (!isBlank(c)) {
                folded.append(c);
            }
        }
        return folded.toString();
    }

    /** Separators, controls and invisible format characters (byte-order mark, zero-width space) that files pick up. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    static boolean digits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    static boolean letters(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < 'A' || c > 'Z') {
                return false;
            }
        }
        return true;
    }

    static boolean lettersOrDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    static int number(String digits, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }
}
