package org.basedata.registry.core.identifier;

import java.util.Optional;

/**
 * How one number could have been typed for the other by a single slip: one character wrong, or two neighbours swapped. Check
 * characters are left out, since those of a mistyped number that was let in fit the mistyped number.
 *
 * @param position of the wrong character, or the first of the two, from 0
 */
public record NumberSlip(boolean transposed, int position) {
    private static final int BIRTH_DATE = 6;
    private static final int SEQUENCE = 14;

    /** Empty when more than a slip lies between them, when they are the same, and for numbers that have no check character. */
    public static Optional<NumberSlip> between(Identifier one, Identifier other) {
        String left = body(one);
        String right = body(other);
        if (left == null || right == null || one.type() != other.type() || left.length() != right.length())
            return Optional.empty();
        int first = mismatch(left, right, 0);
        if (first < 0) return Optional.empty();
        int second = mismatch(left, right, first + 1);
        if (second < 0) return Optional.of(new NumberSlip(false, first));
        boolean swapped = second == first + 1
                && left.charAt(first) == right.charAt(second)
                && left.charAt(second) == right.charAt(first)
                && mismatch(left, right, second + 1) < 0;
        return swapped ? Optional.of(new NumberSlip(true, first)) : Optional.empty();
    }

    /** Whether birth dates read off two citizen numbers differ by the slip. */
    public boolean touchesBirthDate() {
        return position < SEQUENCE && position + (transposed ? 1 : 0) >= BIRTH_DATE;
    }

    /** Null for numbers without a check character, of which neighbours are issued one after the other. */
    private static String body(Identifier identifier) {
        String number = identifier.number();
        return switch (identifier.type()) {
            case RESIDENT_ID, HMT_RESIDENCE_PERMIT -> number.substring(0, 17);
            // The organisation code inside has a check character of its own.
            case USCC -> number.substring(0, 16);
            case ORG_CODE -> number.substring(0, 8);
            default -> null;
        };
    }

    private static int mismatch(String one, String other, int from) {
        for (int i = from; i < one.length(); i++) if (one.charAt(i) != other.charAt(i)) return i;
        return -1;
    }
}
