package org.basedata.registry.projections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;

/** Batches of rows about a few invented subjects, with everything that may happen to a record. */
public final class RandomHistory {
    public static final List<Identifier> PERSONS = List.of(
            new Identifier(IdType.RESIDENT_ID, "11010519491231002X"),
            new Identifier(IdType.RESIDENT_ID, "440524188001010014"),
            new Identifier(IdType.RESIDENT_ID, "440106199003070018"));
    public static final List<Identifier> ENTITIES = List.of(
            new Identifier(IdType.USCC, "91350100M000100Y43"), new Identifier(IdType.USCC, "91440101MA59TR8W1X"));

    public static final List<String> PERSON_NAMES = List.of("于海涛", "於海涛", "于海波", "周梓萱", "阿依古丽·买买提", "阿依古丽•买买提");
    public static final List<String> ENTITY_NAMES =
            List.of("广州海珠测试有限公司", "广州海珠测试有限责任公司", "广州海珠试样有限公司", "天河样例(中国)有限公司", "天河样例（中国）有限公司");
    private static final List<String> DATES =
            List.of("1990-01-01", "2000-01-01", "2010-06-01", "2015-05-20", "2024-02-29", "2099-01-01");
    private static final Map<String, List<String>> DATASETS = Map.of(
            "household-registration",
            List.of("sex", "birthDate", "maritalStatus", "formerName", "registeredDivision"),
            "social-insurance",
            List.of("birthDate", "sex", "registeredDivision"),
            "marriage-registration",
            List.of("maritalStatus", "spouseName", "marriedOn", "divorcedOn"),
            "death-registration",
            List.of("deathDate", "lifeStatus"),
            "enterprise-registration",
            List.of("division", "address", "legalRepresentativeName"),
            "tax-registration",
            List.of("taxStatus", "legalRepresentativeName", "division"));
    private static final Map<String, String> SOURCES = Map.of(
            "household-registration", "GA",
            "social-insurance", "RS",
            "marriage-registration", "MZ",
            "death-registration", "WJ",
            "enterprise-registration", "SCJG",
            "tax-registration", "SW");

    private RandomHistory() {}

    public static List<List<SubmitRecord>> batches(long seed, int count) {
        Random random = new Random(seed * 7919 + 1);
        List<List<SubmitRecord>> batches = new ArrayList<>();
        SubmitRecord last = null;
        for (int i = 0; i < count; i++) {
            List<SubmitRecord> batch = new ArrayList<>();
            int rows = 1 + random.nextInt(12);
            for (int row = 0; row < rows; row++) {
                SubmitRecord next = last != null && random.nextInt(6) == 0 ? again(last, random) : row(random);
                batch.add(next);
                last = next;
            }
            batches.add(batch);
        }
        return batches;
    }

    /** The content of the last row under the next version: a repetition that the registry keeps. */
    private static SubmitRecord again(SubmitRecord last, Random random) {
        return new SubmitRecord(
                last.delivery(),
                last.index(),
                last.record(),
                last.subjectType(),
                last.about(),
                last.idAsSubmitted(),
                last.version() + 1 + random.nextInt(2),
                false,
                last.content(),
                last.reason(),
                last.handlingUnit(),
                last.handlingPerson(),
                last.warnings(),
                last.rowFingerprint());
    }

    private static SubmitRecord row(Random random) {
        boolean entity = random.nextInt(3) == 0;
        List<String> datasets = DATASETS.keySet().stream()
                .sorted()
                .filter(d -> isEntity(d) == entity)
                .toList();
        String dataset = pick(random, datasets);
        RowBuilder row = RowBuilder.row(SOURCES.get(dataset), dataset, dataset + "-" + random.nextInt(3))
                .version(1 + random.nextInt(6));
        int kind = random.nextInt(20);
        Operation operation = kind < 13
                ? Operation.SUBMIT
                : kind < 16 ? Operation.CORRECT : kind < 18 ? Operation.END : Operation.WITHDRAW;
        row.operation(operation);
        List<Identifier> subjects = entity ? ENTITIES : PERSONS;
        if (operation.needsSubject() || random.nextBoolean()) {
            Identifier about = random.nextInt(4) == 0 ? pick(random, subjects) : subjects.get(0);
            row.about(about, pick(random, entity ? ENTITY_NAMES : PERSON_NAMES));
        }
        if (random.nextInt(6) > 0) {
            int from = random.nextInt(DATES.size());
            row.from(DATES.get(from));
            if (random.nextInt(4) == 0 && from + 1 < DATES.size())
                row.to(DATES.get(from + 1 + random.nextInt(DATES.size() - from - 1)));
        }
        for (String item : DATASETS.get(dataset)) if (random.nextInt(4) > 0) row.item(item, value(item, random));
        return row.build();
    }

    private static boolean isEntity(String dataset) {
        return dataset.equals("enterprise-registration") || dataset.equals("tax-registration");
    }

    private static String value(String item, Random random) {
        return switch (item) {
            case "sex", "lifeStatus" -> random.nextBoolean() ? "1" : "2";
            case "birthDate" -> random.nextBoolean() ? "1949-12-31" : "1990-03-07";
            case "maritalStatus" -> random.nextBoolean() ? "10" : "20";
            case "taxStatus" -> random.nextBoolean() ? "01" : "02";
            case "deathDate", "marriedOn", "divorcedOn" -> pick(random, DATES);
            case "spouseName", "formerName", "legalRepresentativeName" -> pick(random, PERSON_NAMES);
            case "registeredDivision", "division" -> pick(random, List.of("440106", "440105", "110105"));
            default -> "广州市天河区体育东路" + (1 + random.nextInt(2)) + "号";
        };
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
