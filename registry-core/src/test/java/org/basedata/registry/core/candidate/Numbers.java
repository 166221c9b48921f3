package org.basedata.registry.core.candidate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;

/** Invented numbers with right check characters. */
public final class Numbers {
    private static final int[] CITIZEN = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] ORGANISATION = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private Numbers() {}

    /** @param body the first 17 digits */
    public static Identifier resident(String body) {
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * CITIZEN[i];
        return new Identifier(IdType.RESIDENT_ID, body + "10X98765432".charAt(sum % 11));
    }

    /** Of a citizen number, as an item has it. */
    public static String birthDate(Identifier resident) {
        String number = resident.number();
        if (number.length() != 18) return null;
        return number.substring(6, 10) + "-" + number.substring(10, 12) + "-" + number.substring(12, 14);
    }

    /** @param organisation the first eight characters of the organisation code */
    public static Identifier uscc(String prefixAndDivision, String organisation) {
        int sum = 0;
        for (int i = 0; i < 8; i++) sum += Character.digit(organisation.charAt(i), 36) * ORGANISATION[i];
        String body = prefixAndDivision + organisation + "0X987654321".charAt(sum % 11);
        sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return new Identifier(IdType.USCC, body + ALPHABET.charAt((31 - sum % 31) % 31));
    }

    /** All that one wrong digit or two swapped neighbours make of 17 digits, as far as the birth date is one of the calendar. */
    public static Set<String> slipsOf(String body) {
        Set<String> slips = new LinkedHashSet<>();
        for (int i = 0; i < 17; i++) {
            for (char digit = '0'; digit <= '9'; digit++)
                add(slips, body.substring(0, i) + digit + body.substring(i + 1), body);
            if (i < 16)
                add(slips, body.substring(0, i) + body.charAt(i + 1) + body.charAt(i) + body.substring(i + 2), body);
        }
        return slips;
    }

    private static void add(Set<String> slips, String slip, String body) {
        if (slip.equals(body)) return;
        try {
            int year = Integer.parseInt(slip.substring(6, 10));
            LocalDate.of(year, Integer.parseInt(slip.substring(10, 12)), Integer.parseInt(slip.substring(12, 14)));
            if (year >= 1800 && year < 2200) slips.add(slip);
        } catch (DateTimeException e) {
            // No such number is let in.
        }
    }
}
