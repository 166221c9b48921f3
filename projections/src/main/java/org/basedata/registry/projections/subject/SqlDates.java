package org.basedata.registry.projections.subject;

import java.time.LocalDate;

/** Days as PostgreSQL reads them. */
final class SqlDates {
    private SqlDates() {}

    /** Null stays null. The year before 1 is called 0 by ISO 8601 and 1 BC by PostgreSQL. */
    static String text(LocalDate date) {
        if (date == null) return null;
        return date.getYear() > 0 ? date.toString() : date.withYear(1 - date.getYear()) + " BC";
    }
}
