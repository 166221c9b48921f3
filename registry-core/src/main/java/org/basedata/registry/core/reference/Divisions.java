package org.basedata.registry.core.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Division codes (GB/T 2260, six digits) through time. Codes were retired, renamed and given to other places, so every
 * question but {@link #existedEver} takes a date. Published lists are carried from 2002 on, and the codes retired
 * between 1980 and 2002. That a code is not found says "not in the lists carried", never "invented".
 *
 * <p>Periods are known to the month. Where only two successive lists show a change, the months between them count for
 * the old state and for the new one: a baby registered then may have either. A code retired before the first list on a
 * day not known counts up to that list, and one that is in the first list counts for all the time before it, unless its
 * beginning is known: doubt is for the holder of the number.
 */
public final class Divisions {

    private static final int SINCE_EVER = 0;
    private static final int UNTIL_NOW = Integer.MAX_VALUE;

    /** Parallel arrays sorted by code, then beginning: looked up for every citizen number, without allocation. */
    private final int[] codes;

    private final int[] from;
    private final int[] until;
    private final String[] names;
    private final String standard;

    private Divisions(ReferenceFile file) {
        List<String[]> rows = file.rows();
        int size = rows.size();
        codes = new int[size];
        from = new int[size];
        until = new int[size];
        names = new String[size];
        standard = file.standard();
        for (int i = 0; i < size; i++) {
            String[] row = rows.get(i);
            codes[i] = codeOf(row[0]);
            names[i] = row[1];
            from[i] = row[2].isEmpty() ? SINCE_EVER : monthOf(row[2]);
            until[i] = row[3].isEmpty() ? UNTIL_NOW : monthOf(row[3]);
            boolean sorted = i == 0 || codes[i - 1] < codes[i] || codes[i - 1] == codes[i] && from[i - 1] <= from[i];
            if (codes[i] < 0 || from[i] >= until[i] || !sorted) {
                throw new IllegalStateException(
                        "divisions.csv: row out of order or empty period: " + row[0] + " " + row[1]);
            }
        }
    }

    public static Divisions standard() {
        return Standard.DIVISIONS;
    }

    /** Chinese name that the code had on the date, without the names of the divisions above. */
    public Optional<String> nameAt(String code, LocalDate date) {
        int wanted = codeOf(code);
        int month = monthOf(date);
        String name = null;
        // Later periods win: in the months between two lists the code answers with its newer name.
        for (int i = first(wanted); i >= 0 && i < codes.length && codes[i] == wanted; i++) {
            if (from[i] <= month && month < until[i]) {
                name = names[i];
            }
        }
        return Optional.ofNullable(name);
    }

    public boolean existedAt(String code, LocalDate date) {
        int month = monthOf(date);
        return existedBetween(codeOf(code), month, month + 1);
    }

    /** True when the code, given as a number, was in force in at least one month of the year. */
    public boolean existedIn(int code, int year) {
        return existedBetween(code, year * 12, year * 12 + 12);
    }

    /** True for every code of the lists carried, in force or retired: what an item may hold. */
    public boolean existedEver(String code) {
        return first(codeOf(code)) >= 0;
    }

    CodeList asCodeList() {
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            boolean last = i == codes.length - 1 || codes[i + 1] != codes[i];
            if (last) {
                rows.add(new String[] {Integer.toString(codes[i]), names[i], ""});
            }
        }
        return CodeList.of("division", standard, rows);
    }

    private boolean existedBetween(int code, int fromMonth, int untilMonth) {
        for (int i = first(code); i >= 0 && i < codes.length && codes[i] == code; i++) {
            if (from[i] < untilMonth && fromMonth < until[i]) {
                return true;
            }
        }
        return false;
    }

    /** Index of the code's first period, or -1. */
    private int first(int code) {
        int low = 0;
        int high = codes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (codes[middle] < code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < codes.length && codes[low] == code ? low : -1;
    }

    /** The six digits as a number; -1 for anything else, which no row has. */
    private static int codeOf(String code) {
        if (code == null || code.length() != 6) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < 6; i++) {
            int digit = code.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int monthOf(LocalDate date) {
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    private static int monthOf(String yearAndMonth) {
        return Integer.parseInt(yearAndMonth, 0, 4, 10) * 12 + Integer.parseInt(yearAndMonth, 5, 7, 10) - 1;
    }

    private static final class Standard {
        static final Divisions DIVISIONS = new Divisions(ReferenceFile.load("divisions"));
    }
}
