package org.basedata.registry.importers.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What departments say beside a sample of persons and entities who stand in the registry twice, and of others who look like it and
 * are two: six in a thousand persons are double, seven or eight more only seem to be. No number of theirs is one of the sample.
 */
final class DoubleFiles implements Closeable {
    /** What ties two subjects together, and whether they are one. */
    private enum Kind {
        WRONG_DIGIT(true, 20),
        SWAPPED_DIGITS(true, 10),
        WRONG_DIGIT_AND_NAME(true, 3),
        OTHER_DOCUMENT(true, 15),
        /** Registered at two places, and married under the second number. */
        TWO_REGISTRATIONS(true, 6),
        /** Registered at two places, and nobody else knows the second number. */
        TWO_REGISTRATIONS_UNKNOWN(true, 6),
        TWINS(false, 30),
        /** Born on one day in two places, under one name. */
        NAMESAKES(false, 20),
        /** As before, and the register of one of them is not among the sample's sources. */
        NAMESAKES_FROM_ELSEWHERE(false, 5),
        /** Of one surname, with numbers that are a digit apart. */
        NEAR_NUMBERS(false, 20),
        /** Of one name, with numbers that are a digit apart. */
        NEAR_NAMESAKES(false, 1),

        WRONG_CHARACTER(true, 40),
        ORGANISATION_CODE(true, 40),
        TWO_CODES(true, 40),
        SUBSIDIARY(false, 100),
        BRANCH(false, 100),
        /** Founded under the name of an enterprise that had been dissolved. */
        SUCCESSOR(false, 1_000);

        final boolean same;
        final int inTenThousand;

        Kind(boolean same, int inTenThousand) {
            this.same = same;
            this.inTenThousand = inTenThousand;
        }

        boolean ofPersons() {
            return ordinal() < WRONG_CHARACTER.ordinal();
        }
    }

    private record Pair(Kind kind, String idType, String id, String otherIdType, String other) {}

    private static final String RESIDENT_ID = "RESIDENT_ID";
    private static final String USCC = "USCC";
    private static final String SUBMIT = "SUBMIT";
    private static final int STREAM = 40;

    private final long seed;
    private final Draw draw = new Draw();
    private final Truth rows = new Truth();
    private final List<Pair> pairs = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final DepartmentFile household;
    private final DepartmentFile residence;
    private final DepartmentFile marriage;
    private final DepartmentFile insurance;
    private final DepartmentFile fund;
    private final DepartmentFile enterprise;
    private final DepartmentFile tax;

    DoubleFiles(Path directory, SampleSize size, long seed) {
        this.seed = seed;
        Household all = new Household(seed);
        for (long index = 0; index < size.persons(); index++)
            taken.add(all.fill(index / Household.SIZE).members[(int) (index % Household.SIZE)].number);
        LegalEntity entities = new LegalEntity(seed, size);
        for (long index = 0; index < size.entities(); index++) {
            entities.fillNameAndCode(index);
            taken.add(entities.code);
        }
        household = file(
                directory,
                31,
                "GA",
                "household-registration",
                "sex",
                "ethnicity",
                "birthDate",
                "birthPlace",
                "registeredAddress",
                "registeredDivision",
                "householdNumber",
                "registrationStatus");
        residence = file(
                directory,
                32,
                "LS",
                "residence-permit",
                "sex",
                "birthDate",
                "residenceAddress",
                "residenceDivision",
                "permitStatus");
        marriage = file(
                directory,
                33,
                "MZ",
                "marriage-registration",
                "maritalStatus",
                "spouseName",
                "spouseIdType",
                "spouseId",
                "marriedOn");
        insurance = file(directory, 34, "RS", "social-insurance", "sex", "birthDate", "insuranceStatus");
        fund = file(directory, 35, "GJJ", "housing-fund", "birthDate", "fundAccount");
        enterprise = file(
                directory,
                36,
                "SCJG",
                "enterprise-registration",
                "entityType",
                "legalRepresentativeName",
                "legalRepresentativeIdType",
                "legalRepresentativeId",
                "establishedOn",
                "address",
                "division",
                "status");
        tax = file(
                directory,
                37,
                "SW",
                "tax-registration",
                "legalRepresentativeName",
                "legalRepresentativeIdType",
                "legalRepresentativeId",
                "address",
                "division",
                "taxStatus");
    }

    private DepartmentFile file(Path directory, int order, String source, String dataset, String... items) {
        return new DepartmentFile(directory, order, source, dataset, DepartmentFile.UTF_8, rows, items);
    }

    List<SampleFile> files() {
        return rows.files();
    }

    private Kind kind(boolean ofPersons, long index) {
        int drawn = draw.at(seed, STREAM, index * 2 + (ofPersons ? 0 : 1)).below(10_000);
        for (Kind kind : Kind.values()) {
            if (kind.ofPersons() != ofPersons) continue;
            drawn -= kind.inTenThousand;
            if (drawn < 0) return kind;
        }
        return null;
    }

    void write(Person person) {
        Kind kind = kind(true, person.index);
        if (kind == null || person.noise != PersonNoise.NONE) return;
        switch (kind) {
            case WRONG_DIGIT, WRONG_DIGIT_AND_NAME -> {
                String number = slip(person.number, false);
                String name = kind == Kind.WRONG_DIGIT ? person.name : Names.withOneMoreOrOther(person.name, draw);
                begin(insurance, person, RESIDENT_ID, number, name)
                        .set("sex", person.sex())
                        .set("birthDate", birthDate(person, number))
                        .set("insuranceStatus", "1")
                        .accepted();
                pair(kind, person, RESIDENT_ID, number);
            }
            case SWAPPED_DIGITS -> {
                String number = slip(person.number, true);
                begin(fund, person, RESIDENT_ID, number, person.name)
                        .set("birthDate", birthDate(person, number))
                        .set("fundAccount", "GJ" + (500_000_000L + person.index))
                        .accepted();
                pair(kind, person, RESIDENT_ID, number);
            }
            case OTHER_DOCUMENT -> {
                String passport = "E" + (20_000_000L + person.index);
                begin(residence, person, "PASSPORT", passport, person.name)
                        .set("sex", person.sex())
                        .set("birthDate", person.birth)
                        .set("residenceAddress", person.household.residenceAddress)
                        .set("residenceDivision", person.household.residence.code())
                        .set("permitStatus", "1")
                        .accepted();
                pair(kind, person, "PASSPORT", passport);
            }
            case TWO_REGISTRATIONS, TWO_REGISTRATIONS_UNKNOWN -> {
                Division division = elsewhere(person);
                String number = fresh(division, person.birth, person.male);
                register(person, number, person.name, division, person.household.division.fullName());
                pair(kind, person, RESIDENT_ID, number);
                if (kind == Kind.TWO_REGISTRATIONS && person.married())
                    begin(marriage, person, RESIDENT_ID, number, person.name)
                            .from(person.household.marriage)
                            .set("maritalStatus", "20")
                            .set("spouseName", person.spouse().name)
                            .set("spouseIdType", "111")
                            .set("spouseId", person.spouse().number)
                            .set("marriedOn", person.household.marriage)
                            .accepted();
            }
            case TWINS -> {
                // The next number of the same sex in the same register, and the first character of the given name in
                // common.
                String number = neighbour(person.number);
                begin(household, person, RESIDENT_ID, number, Names.withOneMoreOrOther(person.name, draw));
                atHome(person).accepted();
                pair(kind, person, RESIDENT_ID, number);
            }
            case NAMESAKES -> {
                Division division = elsewhere(person);
                String number = fresh(division, person.birth, person.male);
                register(person, number, person.name, division, division.fullName());
                pair(kind, person, RESIDENT_ID, number);
            }
            case NAMESAKES_FROM_ELSEWHERE -> {
                String number = fresh(elsewhere(person), person.birth, person.male);
                begin(insurance, person, RESIDENT_ID, number, person.name)
                        .set("sex", person.sex())
                        .set("birthDate", person.birth)
                        .set("insuranceStatus", "1")
                        .accepted();
                pair(kind, person, RESIDENT_ID, number);
            }
            default -> {
                String number = neighbour(person.number);
                String name = kind == Kind.NEAR_NAMESAKES ? person.name : Names.withOneMoreOrOther(person.name, draw);
                register(person, number, name, person.household.division, person.household.division.fullName());
                pair(kind, person, RESIDENT_ID, number);
            }
        }
    }

    private DepartmentFile begin(DepartmentFile file, Person person, String idType, String id, String name) {
        return file.begin(file.recordId(person.index, 0), 1, SUBMIT, idType, id, name)
                .from(Days.notAfterLast(Math.max(person.birth + 1, Days.of(2015, 1, 1))));
    }

    private DepartmentFile atHome(Person person) {
        return household
                .set("sex", person.sex())
                .set("ethnicity", person.ethnicity)
                .set("birthDate", person.birth)
                .set("birthPlace", person.household.division.fullName())
                .set("registeredAddress", person.household.address)
                .set("registeredDivision", person.household.division.code())
                .set("householdNumber", person.household.number)
                .set("registrationStatus", "1");
    }

    private void register(Person person, String number, String name, Division division, String birthPlace) {
        begin(household, person, RESIDENT_ID, number, name);
        atHome(person)
                .set("birthPlace", birthPlace)
                .set("registeredAddress", division.fullName() + "另册路" + (1 + draw.below(400)) + "号")
                .set("registeredDivision", division.code())
                .set("householdNumber", division.code() + (800_000_000L + person.index))
                .accepted();
    }

    /** Half of the departments ask for the birth date, half read it off the number. */
    private String birthDate(Person person, String number) {
        return draw.chance(500)
                ? Days.text(person.birth)
                : number.substring(6, 10) + "-" + number.substring(10, 12) + "-" + number.substring(12, 14);
    }

    private Division elsewhere(Person person) {
        Division division;
        do division = draw.pick(Division.ALL);
        while (division.code().equals(person.household.division.code()));
        return division;
    }

    private String fresh(Division division, long birth, boolean male) {
        while (true) {
            String number = Numbers.resident(division.code(), birth, 2 * (1 + draw.below(490)) + (male ? 1 : 0));
            if (taken.add(number)) return number;
        }
    }

    /** Another number of the same division, day and sex, of which one digit of the sequence differs. */
    private String neighbour(String number) {
        while (true) {
            int at = 14 + draw.below(3);
            int digit = (number.charAt(at) - '0' + 2 * (1 + draw.below(4))) % 10;
            String other = Numbers.resident(number.substring(0, at) + digit + number.substring(at + 1, 17));
            if (taken.add(other)) return other;
        }
    }

    private String slip(String number, boolean swap) {
        while (true) {
            int at = draw.below(swap ? 16 : 17);
            String body = swap
                    ? number.substring(0, at) + number.charAt(at + 1) + number.charAt(at) + number.substring(at + 2, 17)
                    : number.substring(0, at) + draw.below(10) + number.substring(at + 1, 17);
            if (!isOfSomebody(body) || number.startsWith(body)) continue;
            String slipped = Numbers.resident(body);
            if (taken.add(slipped)) return slipped;
        }
    }

    /** Whether a registry lets the number in: born on a day of the calendar in the last hundred years, and of the mainland. */
    private static boolean isOfSomebody(String body) {
        try {
            int year = Integer.parseInt(body.substring(6, 10));
            LocalDate.of(year, Integer.parseInt(body.substring(10, 12)), Integer.parseInt(body.substring(12, 14)));
            return year > 1920 && year < 2026 && body.charAt(0) < '7' && body.charAt(0) > '0';
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void pair(Kind kind, Person person, String idType, String id) {
        pairs.add(new Pair(kind, RESIDENT_ID, person.number, idType, id));
    }

    void write(LegalEntity entity) {
        Kind kind = kind(false, entity.index);
        if (kind == null || entity.noise != EntityNoise.NONE) return;
        switch (kind) {
            case WRONG_CHARACTER -> {
                String code = otherCode(entity, true);
                taxed(entity, USCC, code, entity.name).accepted();
                pair(kind, entity, USCC, code);
            }
            case ORGANISATION_CODE -> {
                String code = entity.code.substring(8, 17);
                taxed(entity, "ORG_CODE", code, entity.name).accepted();
                pair(kind, entity, "ORG_CODE", code);
            }
            case TWO_CODES -> {
                String code = otherCode(entity, false);
                registered(entity, code, entity.name.replace("有限公司", "有限责任公司"), entity.established)
                        .set("address", address(entity))
                        .accepted();
                pair(kind, entity, USCC, code);
            }
            case SUBSIDIARY, BRANCH -> {
                if (entity.kind != LegalEntity.Kind.COMPANY) return;
                String code = otherCode(entity, false);
                String name = kind == Kind.BRANCH
                        ? entity.name + "第" + (1 + draw.below(9)) + "分公司"
                        : entity.name.replace("有限公司", "") + "投资有限公司";
                registered(entity, code, name, entity.established + 900)
                        .set("address", entity.street + (entity.house + 500) + "号")
                        .accepted();
                pair(kind, entity, USCC, code);
            }
            default -> {
                if (entity.deregistered == 0) return;
                String code = otherCode(entity, false);
                registered(entity, code, entity.name, entity.deregistered + 60)
                        .set("address", entity.street + (entity.house + 500) + "号")
                        .accepted();
                pair(kind, entity, USCC, code);
            }
        }
    }

    private static String address(LegalEntity entity) {
        return entity.street + entity.house + "号";
    }

    private DepartmentFile taxed(LegalEntity entity, String idType, String id, String name) {
        return represented(tax, entity, idType, id, name)
                .from(entity.established + 10)
                .set("address", address(entity))
                .set("division", entity.division.code())
                .set("taxStatus", "1");
    }

    private DepartmentFile registered(LegalEntity entity, String code, String name, long established) {
        return represented(enterprise, entity, USCC, code, name)
                .from(established)
                .set("entityType", entity.kind.prefix)
                .set("establishedOn", established)
                .set("division", entity.division.code())
                .set("status", "1");
    }

    private DepartmentFile represented(DepartmentFile file, LegalEntity entity, String idType, String id, String name) {
        return file.begin(file.recordId(entity.index, 0), 1, SUBMIT, idType, id, name)
                .set("legalRepresentativeName", entity.representative.name)
                .set("legalRepresentativeIdType", "111")
                .set("legalRepresentativeId", entity.representative.number);
    }

    /** @param slip whether but one character of the organisation code is another */
    private String otherCode(LegalEntity entity, boolean slip) {
        while (true) {
            String body = entity.code.substring(8, 16);
            if (slip) {
                int at = 2 + draw.below(6);
                body = body.substring(0, at) + Numbers.base31(draw.below(31), 1) + body.substring(at + 1);
            } else body = body.substring(0, 2) + Numbers.base31(draw.below(887_503_681), 6);
            String code = Numbers.uscc(entity.code.substring(0, 2), entity.code.substring(2, 8), body);
            if (taken.add(code)) return code;
        }
    }

    private void pair(Kind kind, LegalEntity entity, String idType, String id) {
        pairs.add(new Pair(kind, USCC, entity.code, idType, id));
    }

    /** Writes {@code [{"kind", "same", "one": {"idType", "id"}, "other": {"idType", "id"}} ...]}. */
    void writeTruth(Path path) throws IOException {
        try (Writer out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            out.write("[");
            String separator = "\n";
            for (Pair pair : pairs) {
                out.write(separator + "{\"kind\":\"" + pair.kind + "\",\"same\":" + pair.kind.same + ",\"one\":"
                        + identifier(pair.idType, pair.id) + ",\"other\":" + identifier(pair.otherIdType, pair.other)
                        + "}");
                separator = ",\n";
            }
            out.write("]\n");
        }
    }

    private static String identifier(String type, String id) {
        return "{\"idType\":\"" + type + "\",\"id\":\"" + id + "\"}";
    }

    @Override
    public void close() throws IOException {
        for (DepartmentFile file : List.of(household, residence, marriage, insurance, fund, enterprise, tax))
            file.close();
    }
}
