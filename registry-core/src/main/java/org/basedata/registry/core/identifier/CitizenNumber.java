package org.basedata.registry.core.identifier;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a number of the structure of GB 11643 says of its holder when it was coded. It is a statement of that day, not
 * of today: divisions are retired, and birth date or sex may since have been corrected under another number.
 *
 * @param divisionAtCoding six digits (GB/T 2260); 810000, 820000 or 830000 on residence permits of Hong Kong, Macao and
 *     Taiwan residents
 * @param sex 1 male, 2 female (GB/T 2261.1), from the parity of the sequence number
 */
public record CitizenNumber(String divisionAtCoding, LocalDate birthDate, String sex) {

    /**
     * Empty for every other kind of number. The 18-character card of foreign permanent residents is one of them: its
     * first six digits are office and nationality, and no published rule gives its sequence a sex.
     */
    public static Optional<CitizenNumber> of(Identifier identifier) {
        if (identifier.type() != IdType.RESIDENT_ID && identifier.type() != IdType.HMT_RESIDENCE_PERMIT) {
            return Optional.empty();
        }
        String number = identifier.number();
        if (!hasStructure(number)) {
            return Optional.empty();
        }
        boolean male = (number.charAt(16) - '0') % 2 == 1;
        return Optional.of(new CitizenNumber(number.substring(0, 6), birthDate(number), male ? "1" : "2"));
    }

    /** 17 digits, a digit or X, and a birth date of the calendar; says nothing of division and check character. */
    static boolean hasStructure(String number) {
        return number.length() == 18
                && NumberText.digits(number, 0, 17)
                && (number.charAt(17) == 'X' || NumberText.digits(number, 17, 18))
                && isDate(
                        NumberText.number(number, 6, 10),
                        NumberText.number(number, 10, 12),
                        NumberText.number(number, 12, 14));
    }

    /**
     * The years are a range of plausibility without a clock: holders of numbers beginning 18 were alive when coding
     * began in 1984, and whether a birth date lies in the future is for the rules that know the time.
     */
    static boolean isDate(int year, int month, int day) {
        if (year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        int days =
                switch (month) {
                    case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
                    case 4, 6, 9, 11 -> 30;
                    default -> 31;
                };
        return day <= days;
    }

    private static LocalDate birthDate(String number) {
        return LocalDate.of(
                NumberText.number(number, 6, 10), NumberText.number(number, 10, 12), NumberText.number(number, 12, 14));
    }
}
