package org.basedata.registry.importers.sample;

/**
 * People and entities beside a sample's households: none of their numbers is one of the sample. Citizen numbers have sequence
 * numbers from 994 on, which no household uses; everybody has ten days of birth and a division to themselves.
 */
final class Newcomers {
    private static final int DAYS_EACH = 10;
    private static final int BLOCKS = 1_900;
    private static final long FIRST_BIRTH = Days.of(1948, 1, 1);
    private static final int FIRST_SEQUENCE = 994;
    /** Numbers that one entity may have; those of persons differ in their last digits. */
    private static final int CODES_EACH = 4;

    private static final int SERIALS = 10_000_000;
    /** 31 to the power of 6: codes that follow each other are to look nothing alike. */
    private static final long BODIES = 887_503_681L;
    /** Prime other than 31, so coprime to {@link #BODIES}. */
    private static final long BODY_STRIDE = 548_507_437L;

    private final long seed;
    private final Draw draw = new Draw();
    private int persons;
    private int entities;

    Newcomers(long seed) {
        this.seed = seed;
    }

    /** @param serial unique among the newcomers of one seed */
    record Someone(int serial, Division division, long birth, boolean male, String name) {
        String sex() {
            return male ? "1" : "2";
        }

        String otherSex() {
            return male ? "2" : "1";
        }

        /** @param which 0, 1 or 2 */
        DocumentNumber resident(int which) {
            return resident(birth, which, male);
        }

        /** As if they were of the other sex. */
        DocumentNumber residentOfOtherSex() {
            return resident(birth, 0, !male);
        }

        /** @param days 1 to 9: by how many days the birth date is wrong */
        DocumentNumber residentBornLater(int days) {
            return resident(birth + days, 0, male);
        }

        private DocumentNumber resident(long day, int which, boolean odd) {
            int sequence = FIRST_SEQUENCE + 2 * which + (odd ? 1 : 0);
            return new DocumentNumber("RESIDENT_ID", Numbers.resident(division.code(), day, sequence));
        }

        DocumentNumber passport() {
            return new DocumentNumber("PASSPORT", "X" + (10_000_000 + serial));
        }

        /** Of the form since 2023: 9, province, country (840), birth date, sequence. */
        DocumentNumber permanentResidence() {
            return new DocumentNumber("FOREIGN_PERMANENT_RESIDENCE", Numbers.resident("944840", birth, serial % 1_000));
        }

        DocumentNumber travelPermit() {
            return new DocumentNumber("HM_TRAVEL_PERMIT", "H" + (10_000_000 + serial));
        }

        DocumentNumber residencePermit() {
            return new DocumentNumber("HMT_RESIDENCE_PERMIT", Numbers.resident("810000", birth, serial % 1_000));
        }

        /** Somebody else, with all the numbers of this one. */
        Someone another(String otherName) {
            return new Someone(serial, division, birth, male, otherName);
        }
    }

    /** @param serial unique among the newcomers of one seed */
    record Entity(int serial, Division division, String name, String prefix) {
        private String body(int which) {
            long number = (long) serial * CODES_EACH + which;
            return "MK" + Numbers.base31(number * BODY_STRIDE % BODIES, 6);
        }

        /** @param which 0 to 3; the organisation code with the same number is inside it */
        DocumentNumber uscc(int which) {
            return new DocumentNumber("USCC", Numbers.uscc(prefix, division.code(), body(which)));
        }

        DocumentNumber organisationCode(int which) {
            return new DocumentNumber("ORG_CODE", Numbers.organisation(body(which)));
        }

        DocumentNumber licence() {
            return new DocumentNumber("BUSINESS_LICENCE", Numbers.licence(division.code() + (10_000_000 + serial)));
        }
    }

    Someone person() {
        int n = persons++;
        if (n / Division.HOME >= BLOCKS) throw new IllegalStateException("too many newcomers: " + n);
        long block = Math.floorMod(seed * 7_919 + n / Division.HOME, BLOCKS);
        draw.at(seed, 40, n);
        boolean male = draw.chance(500);
        String name = Names.surname(draw) + Names.twoGiven(draw, male);
        Division division = Division.ALL[n % Division.HOME];
        return new Someone(serial(n), division, FIRST_BIRTH + block * DAYS_EACH, male, name);
    }

    /** A name that has nothing in common with this one. */
    String nameUnlike(Someone person) {
        return Names.unlike(person.name(), draw.at(seed, 41, person.serial()));
    }

    Entity company() {
        return entity("91", "有限公司");
    }

    Entity soleProprietor() {
        return entity("92", "经营部");
    }

    Entity publicInstitution() {
        return entity("12", "研究所");
    }

    private Entity entity(String prefix, String ending) {
        int n = entities++;
        draw.at(seed, 42, n);
        Division division = Division.ALL[draw.below(Division.HOME)];
        return new Entity(serial(n), division, division.city() + Names.trade(draw) + ending, prefix);
    }

    private int serial(int n) {
        return (int) Math.floorMod(seed * 31_337 + n, (long) SERIALS);
    }
}
