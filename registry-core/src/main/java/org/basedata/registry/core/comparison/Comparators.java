package org.basedata.registry.core.comparison;

import java.math.BigDecimal;
import java.util.Locale;

/** The comparators that a catalogue may name for a data item. All are immutable and thread-safe. */
public final class Comparators {
    private static final String ALLOWED =
            "exact, personName, orgName, code, date or date(days) with whole days from 0 to"
                    + " 3660, amount or amount(tolerance) with a number from 0 as in amount(0.01) or a share up to 100% as in"
                    + " amount(1%), address or address(similarity) with a number above 0 up to 1 as in address(0.8)";

    private static final int MOST_DAYS = 3660;

    private Comparators() {}

    /**
     * @param spec as the catalogue writes it, such as {@code date(3)}
     * @throws IllegalArgumentException naming what is allowed
     */
    public static ItemComparator of(String spec) {
        if (spec == null) {
            throw new IllegalArgumentException("Comparator missing; allowed: " + ALLOWED);
        }
        String text = spec.strip();
        String argument = null;
        int open = text.indexOf('(');
        if (open >= 0) {
            if (!text.endsWith(")")) {
                throw refused(spec);
            }
            argument = text.substring(open + 1, text.length() - 1).strip();
            text = text.substring(0, open).strip();
        }
        try {
            return of(text, argument, spec);
        } catch (NumberFormatException e) {
            throw refused(spec);
        }
    }

    private static ItemComparator of(String name, String argument, String spec) {
        switch (name) {
            case "date":
                int days = argument == null ? 0 : Integer.parseInt(argument);
                if (days < 0 || days > MOST_DAYS) {
                    throw refused(spec);
                }
                return new DateComparator(days);
            case "amount":
                return amount(argument, spec);
            case "address":
                BigDecimal similarity = argument == null ? AddressComparator.USUAL_SIMILARITY : number(argument);
                if (similarity.signum() <= 0 || similarity.compareTo(BigDecimal.ONE) > 0) {
                    throw refused(spec);
                }
                return new AddressComparator(similarity.doubleValue());
            default:
                if (argument != null) {
                    throw refused(spec);
                }
        }
        return switch (name) {
            case "exact" -> TextComparator.EXACT;
            case "code" -> TextComparator.CODE;
            case "personName" -> TextComparator.PERSON_NAME;
            case "orgName" -> TextComparator.ORGANISATION_NAME;
            default -> throw refused(spec);
        };
    }

    private static ItemComparator amount(String argument, String spec) {
        if (argument == null) {
            return new AmountComparator(BigDecimal.ZERO, false);
        }
        boolean share = argument.endsWith("%");
        BigDecimal tolerance =
                number(share ? argument.substring(0, argument.length() - 1).strip() : argument);
        if (tolerance.signum() < 0 || (share && tolerance.compareTo(BigDecimal.valueOf(100)) > 0)) {
            throw refused(spec);
        }
        return new AmountComparator(share ? tolerance.movePointLeft(2) : tolerance, share);
    }

    private static BigDecimal number(String text) {
        if (text.isEmpty()
                || text.length() > 30
                || text.toLowerCase(Locale.ROOT).indexOf('e') >= 0) {
            throw new NumberFormatException(text);
        }
        return new BigDecimal(text);
    }

    private static IllegalArgumentException refused(String spec) {
        return new IllegalArgumentException("Comparator '" + spec + "' is not known; allowed: " + ALLOWED);
    }
}
