package org.basedata.registry.importers.sample;

/** Builds citizen numbers (GB 11643-1999) and unified social credit codes (GB 32100-2015, GB 11714-1997). */
final class Numbers {
    private static final int[] RESIDENT_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String RESIDENT_CHECKS = "10X98765432";
    private static final String USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] USCC_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private Numbers() {}

    /** 18 characters; ISO 7064 MOD 11-2. */
    static String resident(String division, long birthEpochDay, int sequence) {
        StringBuilder number = new StringBuilder(18).append(division);
        Days.appendCompact(number, birthEpochDay);
        append(number, sequence, 3);
        return resident(number.toString());
    }

    /** @param body the first 17 digits */
    static String resident(String body) {
        StringBuilder number = new StringBuilder(18).append(body);
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += (number.charAt(i) - '0') * RESIDENT_WEIGHTS[i];
        return number.append(RESIDENT_CHECKS.charAt(sum % 11)).toString();
    }

    /** The number as written before 1999: two-digit year, no check character. Only for births of 19xx. */
    static String fifteen(String resident) {
        return resident.substring(0, 6) + resident.substring(8, 17);
    }

    /** 18 characters; {@code organisation} are the first eight of the organisation code. */
    static String uscc(String prefix, String division, String organisation) {
        StringBuilder code =
                new StringBuilder(18).append(prefix).append(division).append(organisation);
        int sum = 0;
        for (int i = 0; i < 8; i++) sum += Character.digit(organisation.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        int check = (11 - sum % 11) % 11;
        code.append(check == 10 ? 'X' : (char) ('0' + check));
        sum = 0;
        for (int i = 0; i < 17; i++) sum += USCC_ALPHABET.indexOf(code.charAt(i)) * USCC_WEIGHTS[i];
        return code.append(USCC_ALPHABET.charAt((31 - sum % 31) % 31)).toString();
    }

    /** 9 characters (GB 11714): eight of body, one of check. */
    static String organisation(String body) {
        return uscc("11", "110101", body).substring(8, 17);
    }

    /** 15 digits (GS 15-2006): number of the market registry, ISO 7064 MOD 11,10. */
    static String licence(String body) {
        int product = 10;
        for (int i = 0; i < 14; i++) {
            int sum = (product + body.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return body + (11 - product) % 10;
    }

    /** The value in base 31 with a fixed width, in the characters that a credit code may have. */
    static String base31(long value, int width) {
        char[] out = new char[width];
        for (int i = width - 1; i >= 0; i--, value /= 31) out[i] = USCC_ALPHABET.charAt((int) (value % 31));
        return new String(out);
    }

    /** The same number with another last character: a slip of the pen that the check must find. */
    static String withWrongCheck(String number) {
        char last = number.charAt(number.length() - 1);
        return number.substring(0, number.length() - 1) + (char) (last == '9' || last > '9' ? '0' : last + 1);
    }

    static void append(StringBuilder out, int value, int width) {
        for (int unit = width == 4 ? 1000 : width == 3 ? 100 : 10; unit > 0; unit /= 10)
            out.append((char) ('0' + value / unit % 10));
    }
}
