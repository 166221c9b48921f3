package org.basedata.registry.projections.candidate;

import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * How subjects that may be one come into one block: by a key that they have in common. Only within a block are pairs formed, so the
 * work grows with the number of subjects. A wrong digit leaves all parts of a number but one as they are, and swapped neighbours too
 * unless they lie in two parts; so six keys find what seventeen masked digits and sixteen masked pairs would. (The last digit of a
 * division and the first of a year cannot be swapped: nobody was born in such a year.) Names that are equal or similar begin with
 * variants of one character, which keeps these blocks small.
 *
 * @param name stable, for reports
 * @param key SQL text over the columns of the table; subjects for which {@code where} holds and that have it in common make a block
 * @param pairs SQL condition on two members, {@code a} and {@code b}
 * @param most members of a block of which pairs are formed; larger ones are left out and reported
 */
record Blocking(SubjectType type, String name, String table, String key, String where, String pairs, int most) {
    /** The difference of two numbers with one wrong digit is that digit's difference; of swapped neighbours nine times theirs. */
    private static final String SLIP =
            "rtrim(abs(a.body - b.body)::text, '0') IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '18', '27', '36', '45',"
                    + " '54', '63', '72', '81')";

    private static final int MOST_OF_ONE_DAY = 50;
    private static final int MOST_OF_ONE_NUMBER = 200;
    private static final int MOST_OF_ONE_ENTITY = 50;

    static final List<Blocking> OF_PERSONS = List.of(
            new Blocking(
                    SubjectType.PERSON,
                    "name-and-birth-date",
                    "identity_search_person",
                    "name || '|' || birth_date",
                    "birth_date IS NOT NULL",
                    "true",
                    MOST_OF_ONE_DAY),
            slip("slip-in-division", "body % 100000000000"),
            slip("slip-in-year", "body / 100000000000 || '|' || body % 10000000"),
            slip("slip-in-day", "body / 10000000 || '|' || body % 1000"),
            slip("slip-in-sequence", "body / 1000"),
            swap("swap-of-year-and-day", 6),
            swap("swap-of-day-and-sequence", 2));

    static final List<Blocking> OF_ENTITIES = List.of(new Blocking(
            SubjectType.LEGAL_ENTITY,
            "name-or-code",
            "(SELECT subject, key, NULL::bigint AS body, 0::bigint AS namesakes FROM identity_search_entity) AS entities",
            "key",
            "true",
            "true",
            MOST_OF_ONE_ENTITY));

    private static Blocking slip(String name, String rest) {
        return ofNumbers(name, rest, "body IS NOT NULL");
    }

    /** @param low digits behind the two that may be swapped */
    private static Blocking swap(String name, int low) {
        String unit = "1" + "0".repeat(low);
        return ofNumbers(
                name,
                "body / " + unit + "00 || '|' || body % " + unit,
                "body / " + unit + " % 10 <> body / " + unit + "0 % 10");
    }

    private static Blocking ofNumbers(String name, String rest, String where) {
        return new Blocking(
                SubjectType.PERSON,
                name,
                "identity_search_person",
                "initial || '|' || " + rest,
                where,
                SLIP,
                MOST_OF_ONE_NUMBER);
    }

    String blocks() {
        return "INSERT INTO identity_search_block SELECT key, subject, body, namesakes, members FROM ("
                + "SELECT hash AS key, subject, body, namesakes, count(*) OVER (PARTITION BY hash) AS members FROM ("
                + "SELECT hashtextextended(" + key + ", 0) AS hash, subject, body, namesakes FROM " + table + " WHERE "
                + where + ") AS keyed) AS counted WHERE members > 1";
    }

    /** With the number of members that a block may have. */
    String paired() {
        return "INSERT INTO identity_search_pair SELECT a.subject, b.subject, max(greatest(a.namesakes, b.namesakes))"
                + " FROM identity_search_block AS a JOIN identity_search_block AS b USING (key)"
                + " WHERE a.subject < b.subject AND a.members <= ? AND " + pairs
                + " GROUP BY a.subject, b.subject ON CONFLICT DO NOTHING";
    }
}
