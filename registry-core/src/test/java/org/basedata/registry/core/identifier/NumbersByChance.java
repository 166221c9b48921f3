package org.basedata.registry.core.identifier;

import java.time.LocalDate;
import java.util.Random;

/** Invented numbers with right check characters, worked out here from the standards and not by the code under test. */
final class NumbersByChance {

    private static final String USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String[] DIVISIONS = {"440106", "110105", "310101", "440402", "650102"};

    private final Random random;

    NumbersByChance(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String citizen() {
        return withCitizenCheck(DIVISIONS[below(DIVISIONS.length)] + birthAndSequence());
    }

    String hmtPermit() {
        return withCitizenCheck((81 + below(3)) + "0000" + birthAndSequence());
    }

    String foreignCard() {
        return withCitizenCheck("9" + digits(5) + birthAndSequence());
    }

    String organisation() {
        return withOrganisationCheck(text(8));
    }

    String uscc() {
        return withUsccCheck("91" + DIVISIONS[below(DIVISIONS.length)] + organisation());
    }

    String licence() {
        String body = digits(14);
        int p = 10;
        for (char c : body.toCharArray()) {
            p = (p + c - '0') % 10;
            p = (p == 0 ? 10 : p) * 2 % 11;
        }
        for (int check = 0; check < 10; check++) {
            if ((p + check) % 10 == 1) {
                return body + check;
            }
        }
        throw new AssertionError(body);
    }

    private String birthAndSequence() {
        LocalDate birth = LocalDate.of(1940, 1, 1).plusDays(below(365 * 80));
        return birth.toString().replace("-", "") + String.format("%03d", below(1000));
    }

    private String digits(int length) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(below(10));
        }
        return digits.toString();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(USCC_ALPHABET.charAt(below(31)));
        }
        return text.toString();
    }

    /** ISO 7064 MOD 11-2: the number read as a polynomial in 2 leaves 1 modulo 11, X standing for ten. */
    static String withCitizenCheck(String body) {
        int sum = 0;
        for (char c : body.toCharArray()) {
            sum = (sum + c - '0') * 2 % 11;
        }
        int check = (12 - sum) % 11;
        return body + (check == 10 ? "X" : check);
    }

    static String withOrganisationCheck(String body) {
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += Character.digit(body.charAt(i), 36) * weights[i];
        }
        int check = 11 - sum % 11;
        return body + (check == 10 ? "X" : check == 11 ? "0" : check);
    }

    static String withUsccCheck(String body) {
        long sum = 0;
        long weight = 1;
        for (char c : body.toCharArray()) {
            sum += USCC_ALPHABET.indexOf(c) * weight;
            weight = weight * 3 % 31;
        }
        return body + USCC_ALPHABET.charAt((int) ((31 - sum % 31) % 31));
    }
}
