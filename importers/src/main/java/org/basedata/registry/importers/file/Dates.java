package org.basedata.registry.importers.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as departments write them, all with the year first so that none can be read in two ways. */
final class Dates {
    private static final Pattern PARTED = Pattern.compile(
            "([0-9]{4})(?:([-/.])([0-9]{1,2})\\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)(?:[ T]0?0:00(?::00(?:\\.0{1,9})?)?)?");

    private Dates() {}

    /** The date as YYYY-MM-DD; the text as it is when it is no date, for the check of rows to refuse. */
    static String normalised(String text, List<DateTimeFormatter> further) {
        String stripped = text.strip();
        if (stripped.length() == 10 && stripped.charAt(4) == '-' && stripped.charAt(7) == '-') return stripped;
        if (isCompact(stripped))
            return date(text, stripped.substring(0, 4), stripped.substring(4, 6), stripped.substring(6));
        Matcher parted = PARTED.matcher(stripped);
        if (parted.matches())
            return parted.group(3) != null
                    ? date(text, parted.group(1), parted.group(3), parted.group(4))
                    : date(text, parted.group(1), parted.group(5), parted.group(6));
        for (DateTimeFormatter form : further) {
            try {
                return LocalDate.parse(stripped, form).toString();
            } catch (DateTimeException notInThisForm) {
                continue;
            }
        }
        return text;
    }

    private static boolean isCompact(String text) {
        if (text.length() != 8) return false;
        for (int i = 0; i < 8; i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }

    private static String date(String text, String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toString();
        } catch (DateTimeException noSuchDay) {
            return text;
        }
    }
}
