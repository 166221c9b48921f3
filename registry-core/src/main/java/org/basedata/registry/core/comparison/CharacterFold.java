package org.basedata.registry.core.comparison;

import java.text.Normalizer;
import java.util.function.UnaryOperator;

/**
 * Folds what one text becomes on its way through different programs: Unicode compatibility forms (NFKC, which also folds
 * compatibility ideographs and full width), invisible characters, and the code points to which the same bytes decode in
 * GB2312, GBK and GB 18030 (editions of 2000, 2005 and 2022, of the JDK and of PostgreSQL).
 */
final class CharacterFold {
    /** Each normal form is reached in two or three rounds; the bound only rules out an endless one. */
    private static final int ROUNDS = 8;

    private static final int PRIVATE_FIRST = 0xE5E5;
    private static final int PRIVATE_LAST = 0xE864;

    // GBK 0xFE50..0xFEA0: private use in GBK, assigned in GB 18030. The index is the code point less U+E815. A space
    // stands for the six that take a supplementary character, below.
    private static final int FE_ROW_FIRST = 0xE815;
    private static final String FE_ROW = "\u2E81   \u2E84\u3473\u3447\u2E88\u2E8B\u9FB4\u359E\u361A\u360E\u2E8C\u2E97"
            + "\u396E\u3918\u9FB5\u39CF\u39DF\u3A73\u39D0\u9FB6\u9FB7\u3B4E\u3C6E\u3CE0\u2EA7 \u9FB8\u2EAA\u4056\u415F"
            + "\u2EAE\u4337\u2EB3\u2EB6\u2EB7 \u43B1\u43AC\u2EBB\u43DD\u44D6\u4661\u464C\u9FB9\u4723\u4729\u477C\u478D"
            + "\u2ECA\u4947\u497A\u497D\u4982\u4983\u4985\u4986\u499F\u499B\u49B7\u49B6\u9FBA \u4CA3\u4C9F\u4CA0\u4CA1"
            + "\u4C77\u4CA2\u4D13\u4D14\u4D15\u4D16\u4D17\u4D18\u4D19\u4DAE\u9FBB";

    // GBK 0xA6D9..0xA6F3 (vertical punctuation) and 0xA989..0xA995 (ideographic description).
    private static final int A6_ROW_FIRST = 0xE78D;
    private static final String A6_ROW = "\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19";
    private static final int A9_ROW_FIRST = 0xE7E7;
    private static final String A9_ROW =
            "\u303E\u2FF0\u2FF1\u2FF2\u2FF3\u2FF4\u2FF5\u2FF6\u2FF7\u2FF8\u2FF9\u2FFA\u2FFB";

    private CharacterFold() {}

    /** True for characters that no folding in this class changes or removes, alone or beside each other. */
    static boolean isPlain(char c) {
        return (c >= 0x4E00 && c <= 0x9FFF) || (c > 0x20 && c < 0x7F) || (c >= 0x3400 && c <= 0x4DBF) || c == 0xB7;
    }

    static boolean isSpace(int codePoint) {
        return codePoint == ' '
                || codePoint == 0x85
                || Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint);
    }

    /** White space is kept as it is found, but for what NFKC makes of it. */
    static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPlain(c) && c != ' ') {
                return untilStable(text, CharacterFold::round);
            }
        }
        return text;
    }

    static String untilStable(String text, UnaryOperator<String> round) {
        String current = text;
        for (int i = 0; i < ROUNDS; i++) {
            String next = round.apply(current);
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }

    static String round(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!isInvisible(c)) {
                out.appendCodePoint(foldCodePoint(c));
            }
        }
        return Normalizer.normalize(out, Normalizer.Form.NFKC);
    }

    private static boolean isInvisible(int c) {
        if (c < 0x7F) {
            return c < 0x20 && !isSpace(c);
        }
        if ((c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || c == 0x034F
                || c == 0x3164
                || c == 0xFFA0) {
            return true;
        }
        int type = Character.getType(c);
        return (type == Character.FORMAT || type == Character.CONTROL) && !isSpace(c);
    }

    private static int foldCodePoint(int c) {
        if (c >= PRIVATE_FIRST && c <= PRIVATE_LAST) {
            return foldPrivate(c);
        }
        return switch (c) {
            // 0xA1A4: GB2312 of the JDK against GBK and GB 18030; half-width form alike.
            case 0x30FB, 0xFF65 -> 0xB7;
            // 0xA1AA likewise.
            case 0x2015 -> 0x2014;
            // 0xA892: GBK of the JDK against GB 18030.
            case 0x2641 -> 0x2295;
            // NFKC would make of the spacing dot above a space and a combining dot.
            case 0x02D9 -> 0xB7;
            default -> c;
        };
    }

    private static int foldPrivate(int c) {
        if (c >= FE_ROW_FIRST) {
            char folded = FE_ROW.charAt(c - FE_ROW_FIRST);
            if (folded != ' ') {
                return folded;
            }
        } else if (c >= A6_ROW_FIRST && c < A6_ROW_FIRST + A6_ROW.length()) {
            return A6_ROW.charAt(c - A6_ROW_FIRST);
        } else if (c >= A9_ROW_FIRST && c < A9_ROW_FIRST + A9_ROW.length()) {
            return A9_ROW.charAt(c - A9_ROW_FIRST);
        }
        return switch (c) {
            case 0xE5E5 -> 0x3000;
            case 0xE76C -> 0x20AC;
            case 0xE7C7 -> 0x1E3F;
            case 0xE7C8 -> 0x01F9;
            case 0xE816 -> 0x20087;
            case 0xE817 -> 0x20089;
            case 0xE818 -> 0x200CC;
            case 0xE831 -> 0x215D7;
            case 0xE83B -> 0x2298F;
            case 0xE855 -> 0x241FE;
            default -> c;
        };
    }
}
