package org.basedata.registry.core.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.record.Operation;

/** Rows of nine sources about a few persons, with everything that may happen to a record. */
public final class RandomRows {
    static final List<Identifier> SUBJECTS = Stream.of("11010519491231002X", "440524188001010014", "440106199003070018")
            .map(number -> new Identifier(IdType.RESIDENT_ID, number))
            .toList();
    private static final List<String> NAMES = List.of("于海涛", "於海涛", "于海波", "周梓萱", "阿依古丽·买买提", "阿依古丽•买买提");
    private static final List<String> DATES =
            List.of("1990-01-01", "2000-01-01", "2010-06-01", "2015-05-20", "2024-02-29", "2099-01-01");
    private static final Map<String, String> DATASETS = new TreeMap<>(Map.of(
            "GA", "household-registration",
            "RS", "social-insurance",
            "MZ", "marriage-registration",
            "WJ", "death-registration",
            "JY", "education",
            "CL", "disability",
            "GJJ", "housing-fund",
            "SW", "personal-tax",
            "LS", "residence-permit"));

    private RandomRows() {}

    public static List<SubmitRecord> of(long seed) {
        return of(seed, SUBJECTS);
    }

    /** @param subjects whom they are about */
    public static List<SubmitRecord> of(long seed, List<Identifier> subjects) {
        Random random = new Random(seed * 7919 + 1);
        List<SubmitRecord> rows = new ArrayList<>();
        Identifier usual = pick(random, subjects);
        DATASETS.forEach((source, dataset) -> {
            int records = 1 + random.nextInt(2);
            for (int record = 0; record < records; record++) {
                int versions = 1 + random.nextInt(4);
                RowBuilder last = null;
                for (int v = 0; v < versions; v++) {
                    RowBuilder row = RowBuilder.row(source, dataset, source + "-" + record)
                            .version(1 + random.nextInt(5));
                    if (last != null && random.nextInt(5) == 0) {
                        SubmitRecord same = last.build();
                        rows.add(copy(row, same)
                                .version(same.version() + 1 + random.nextInt(3))
                                .build());
                        continue;
                    }
                    fill(row, source, usual, subjects, random);
                    last = row;
                    rows.add(row.build());
                }
            }
        });
        return rows;
    }

    private static void fill(
            RowBuilder row, String source, Identifier usual, List<Identifier> subjects, Random random) {
        int kind = random.nextInt(20);
        Operation operation = kind < 13
                ? Operation.SUBMIT
                : kind < 16 ? Operation.CORRECT : kind < 18 ? Operation.END : Operation.WITHDRAW;
        row.operation(operation);
        boolean named = operation.needsSubject() || random.nextBoolean();
        Identifier subject = random.nextInt(6) == 0 ? pick(random, subjects) : usual;
        if (named) row.about(subject, source.equals("GA") && random.nextInt(5) == 0 ? null : pick(random, NAMES));
        if (random.nextInt(6) > 0) {
            int from = random.nextInt(DATES.size());
            row.from(DATES.get(from));
            if (random.nextInt(4) == 0 && from + 1 < DATES.size())
                row.to(DATES.get(from + 1 + random.nextInt(DATES.size() - from - 1)));
        }
        for (String item : itemsOf(source)) if (random.nextInt(4) > 0) row.item(item, value(item, random));
    }

    private static List<String> itemsOf(String source) {
        return switch (source) {
            case "GA" ->
                List.of("sex", "birthDate", "maritalStatus", "formerName", "householdNumber", "registeredAddress");
            case "RS" -> List.of("birthDate", "insuranceStatus");
            case "MZ" -> List.of("maritalStatus", "spouseName", "marriedOn", "divorcedOn");
            case "WJ" -> List.of("deathDate", "lifeStatus");
            case "JY" -> List.of("sex", "educationLevel");
            default -> List.of();
        };
    }

    private static String value(String item, Random random) {
        return switch (item) {
            case "sex" -> random.nextBoolean() ? "1" : "2";
            case "birthDate" -> random.nextBoolean() ? "1949-12-31" : "1990-03-07";
            case "maritalStatus" -> random.nextBoolean() ? "10" : "20";
            case "insuranceStatus", "lifeStatus" -> random.nextBoolean() ? "1" : "2";
            case "deathDate", "marriedOn", "divorcedOn" -> pick(random, DATES);
            case "spouseName", "formerName" -> pick(random, NAMES);
            case "registeredAddress" -> "广州市天河区体育东路" + (1 + random.nextInt(2)) + "号";
            default -> String.valueOf(random.nextInt(2));
        };
    }

    private static RowBuilder copy(RowBuilder row, SubmitRecord same) {
        row.operation(same.content().operation());
        if (same.about() != null) row.about(same.about(), same.content().name());
        same.content().items().forEach(row::item);
        if (same.content().validFrom() != null)
            row.from(same.content().validFrom().toString());
        if (same.content().validTo() != null) row.to(same.content().validTo().toString());
        return row;
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
