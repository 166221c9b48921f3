package org.basedata.registry.projections;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;

/** Rows about a few invented subjects that name each other, with everything that may happen to a record. */
public final class TiedHistory {
    public static final List<Identifier> PERSONS = List.of(
            new Identifier(IdType.RESIDENT_ID, "11010519491231002X"),
            new Identifier(IdType.RESIDENT_ID, "440524188001010014"),
            new Identifier(IdType.PASSPORT, "E10000003"),
            new Identifier(IdType.PASSPORT, "E10000004"));
    public static final List<Identifier> ENTITIES = List.of(
            new Identifier(IdType.USCC, "91440101MA59TR8W90"), new Identifier(IdType.USCC, "91440101MA5T0E019R"));

    private static final List<String> DATES =
            List.of("1990-01-01", "2000-01-01", "2010-06-01", "2015-05-20", "2024-02-29", "2099-01-01");

    private TiedHistory() {}

    public static RowBuilder death(Identifier about, String date) {
        return RowBuilder.row("WJ", "death-registration", "D-" + about.number())
                .about(about, "于海涛")
                .item("deathDate", date);
    }

    public static RowBuilder enterprise(Identifier about, Identifier representative) {
        RowBuilder row = RowBuilder.row("SCJG", "enterprise-registration", "E-" + about.number())
                .about(about, "广州海珠测试有限公司");
        return named(row, "legalRepresentative", representative);
    }

    public static RowBuilder shareholding(String record, Identifier about, Identifier shareholder) {
        return named(
                RowBuilder.row("SCJG", "shareholding", record).about(about, "广州海珠测试有限公司"), "shareholder", shareholder);
    }

    public static RowBuilder guardianship(String record, Identifier about, Identifier guardian) {
        return named(RowBuilder.row("MZ", "guardianship", record).about(about, "于海涛"), "guardian", guardian);
    }

    public static RowBuilder marriage(String record, Identifier about, Identifier spouse, String on) {
        RowBuilder row = RowBuilder.row("MZ", "marriage-registration", record).about(about, "于海涛");
        return named(row, "spouse", spouse).item("marriedOn", on);
    }

    public static RowBuilder insurance(Identifier about, Identifier employer) {
        return RowBuilder.row("RS", "social-insurance", "I-" + about.number())
                .about(about, "于海涛")
                .item("insuranceStatus", "1")
                .item("employerCode", employer.number());
    }

    private static RowBuilder named(RowBuilder row, String as, Identifier other) {
        return row.item(as + "IdType", other.type().documentType().orElseThrow())
                .item(as + "Id", other.number());
    }

    /** One violation of each rule, about some of the subjects. */
    public static List<SubmitRecord> contradictions() {
        return List.of(
                enterprise(ENTITIES.get(0), PERSONS.get(0)).build(),
                shareholding("S-1", ENTITIES.get(0), PERSONS.get(0)).build(),
                guardianship("G-1", PERSONS.get(1), PERSONS.get(0)).build(),
                death(PERSONS.get(0), "2020-02-29").build(),
                marriage("M-1", PERSONS.get(1), PERSONS.get(2), "2000-05-01").build(),
                marriage("M-2", PERSONS.get(2), PERSONS.get(3), "1999-05-01").build(),
                insurance(PERSONS.get(2), ENTITIES.get(1)).build(),
                enterprise(ENTITIES.get(1), PERSONS.get(3))
                        .item("status", "2")
                        .from("2021-01-01")
                        .build());
    }

    /** So many rows; no two have a version of one record, so that they may come in any order. */
    public static List<SubmitRecord> rows(long seed, int count) {
        Random random = new Random(seed * 7919 + 3);
        List<SubmitRecord> rows = new ArrayList<>();
        for (int version = 1; version <= count; version++) rows.add(row(random, version));
        return rows;
    }

    private static SubmitRecord row(Random random, int version) {
        Identifier person = pick(random, PERSONS);
        Identifier entity = pick(random, ENTITIES);
        Identifier other = pick(random, PERSONS);
        String one = String.valueOf(random.nextInt(3));
        RowBuilder row =
                switch (random.nextInt(9)) {
                    case 0, 1 -> death(person, pick(random, DATES));
                    case 2 -> maybe(random, enterprise(entity, other), "status", "1", "2", "3", "4");
                    case 3 ->
                        maybe(random, enterprise(entity, other), "deregisteredOn", "2010-06-01", "2015-05-20")
                                .item("status", pick(random, List.of("1", "2", "4")));
                    case 4 -> maybe(random, shareholding("S-" + one, entity, other), "shareholderFrom", "2010-06-01");
                    case 5 -> maybe(random, guardianship("G-" + one, person, other), "guardianTo", "2015-05-20");
                    case 6 ->
                        maybe(
                                random,
                                marriage("M-" + random.nextInt(4), person, other, pick(random, DATES)),
                                "divorcedOn",
                                "2015-05-20",
                                "2024-02-29");
                    case 7 ->
                        maybe(
                                random,
                                RowBuilder.row("GA", "household-registration", "H-" + person.number())
                                        .about(person, "于海涛"),
                                "maritalStatus",
                                "10",
                                "20",
                                "40");
                    default -> maybe(random, insurance(person, entity), "insuranceStatus", "1", "1", "3");
                };
        int kind = random.nextInt(20);
        row.version(version)
                .operation(
                        kind < 13
                                ? Operation.SUBMIT
                                : kind < 17 ? Operation.CORRECT : kind < 18 ? Operation.END : Operation.WITHDRAW);
        if (random.nextInt(3) > 0) row.from(DATES.get(random.nextInt(3)));
        if (random.nextInt(4) == 0) row.to(DATES.get(3 + random.nextInt(3)));
        return row.build();
    }

    private static RowBuilder maybe(Random random, RowBuilder row, String item, String... values) {
        return random.nextInt(3) == 0 ? row : row.item(item, pick(random, Arrays.asList(values)));
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
