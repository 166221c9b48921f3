package org.basedata.registry.core.identifier;

/** Check characters of the four numbering standards. Callers have made sure that the text has the right shape. */
final class CheckCharacter {

    static final String USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int[] CITIZEN_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CITIZEN_CHECK = "10X98765432";
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] USCC_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private CheckCharacter() {}

    /** 18th character of a citizen number: ISO 7064 MOD 11-2 over the first 17 digits (GB 11643-1999). */
    static char ofCitizen(CharSequence number) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (number.charAt(i) - '0') * CITIZEN_WEIGHTS[i];
        }
        return CITIZEN_CHECK.charAt(sum % 11);
    }

    /** 9th character of an organisation code whose first eight begin at {@code start} (GB 11714-1997). */
    static char ofOrganisation(String text, int start) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            char c = text.charAt(start + i);
            sum += (c <= '9' ? c - '0' : c - 'A' + 10) * ORGANISATION_WEIGHTS[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    /** 18th character of a unified social credit code: weights 3^i mod 31 over the first 17 (GB 32100-2015). */
    static char ofUscc(String code) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += USCC_ALPHABET.indexOf(code.charAt(i)) * USCC_WEIGHTS[i];
        }
        return USCC_ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** 15th digit of a market registration number: ISO 7064 MOD 11,10 over the first 14 (GS 15-2006). */
    static char ofLicence(String number) {
        int product = 10;
        for (int i = 0; i < 14; i++) {
            int sum = (product + number.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (char) ('0' + (11 - product) % 10);
    }
}
