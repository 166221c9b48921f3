package org.basedata.registry.api;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers of people and codes of entities that nobody has, with right check characters and never the same twice in a JVM. */
public final class Invented {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final AtomicInteger NEXT = new AtomicInteger(new Random(20261122).nextInt(1_000));

    private Invented() {}

    /** A man's citizen number (GB 11643-1999). */
    public static String man() {
        return citizen(1);
    }

    public static String woman() {
        return citizen(0);
    }

    private static String citizen(int parity) {
        int n = NEXT.getAndIncrement();
        String birth = LocalDate.of(1950, 1, 1).plusDays(n * 7L % 18_000).format(DateTimeFormatter.BASIC_ISO_DATE);
        String body = "440106" + birth + String.format("%03d", n % 490 * 2 + parity);
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * WEIGHTS[i];
        return body + "10X98765432".charAt(sum % 11);
    }

    /** The number with another, wrong check digit. */
    public static String broken(String number) {
        return number.substring(0, 17) + (number.charAt(17) == '0' ? '1' : '0');
    }

    /** A citizen number that ends with X. */
    public static String endingWithX() {
        String number = man();
        while (!number.endsWith("X")) number = man();
        return number;
    }

    /** A unified social credit code (GB 32100-2015) around an organisation code (GB 11714-1997). */
    public static String uscc() {
        String organisation = "MA" + String.format("%06d", NEXT.getAndIncrement());
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int check = 0;
        for (int i = 0; i < 8; i++) check += Character.getNumericValue(organisation.charAt(i)) * weights[i];
        String body = "91440101" + organisation + "0X987654321".charAt(check % 11);
        int sum = 0;
        int power = 1;
        for (int i = 0; i < 17; i++) {
            sum += USCC_CHARACTERS.indexOf(body.charAt(i)) * power;
            power = power * 3 % 31;
        }
        return body + USCC_CHARACTERS.charAt((31 - sum % 31) % 31);
    }
}
