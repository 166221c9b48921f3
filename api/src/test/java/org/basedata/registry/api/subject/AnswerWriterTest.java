package org.basedata.registry.api.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.sharing.Asked;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Granted;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.projections.subject.StoredSubject;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The bytes that are written from the stored form are those of the answer that is put together from objects. */
class AnswerWriterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Identifier PERSON = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");
    private static final Identifier ENTITY = new Identifier(IdType.USCC, "91350100M000100Y43");
    private static final List<String> DAYS =
            List.of("1990-01-01", "2000-01-01", "2010-06-01", "2015-05-20", "2024-02-29", "2099-01-01");
    private static final List<String> NAMES = List.of("于海涛", "於海涛", "周\"梓\\萱", "阿依古丽·买买提", "𠮷野\t");
    private static final Map<String, List<String>> ITEMS = Map.of(
            "GA household-registration",
            List.of("sex", "birthDate", "maritalStatus", "formerName", "registeredDivision"),
            "RS social-insurance",
            List.of("birthDate", "sex", "registeredDivision"),
            "MZ marriage-registration",
            List.of("maritalStatus", "spouseName", "marriedOn", "divorcedOn"),
            "SCJG enterprise-registration",
            List.of("division", "address", "legalRepresentativeName"),
            "SW tax-registration",
            List.of("taxStatus", "legalRepresentativeName", "division"));

    private final AnswerWriter writer = new AnswerWriter(Ledger.CATALOGUE, new Masks(new byte[32]));
    private final MasterRecordView view = new MasterRecordView(Ledger.CATALOGUE);

    /** As a steward asks, who may see all. */
    private static Question question(SubjectType type, Set<String> items, boolean full, AsOf asOf) {
        Actor steward = new Actor("steward", "林静", null, Set.of(Role.STEWARD));
        return new Question(type, items, null, full, asOf)
                .under(Entitlement.of(
                        new Asked(steward, null, null, type, items, ProvisionWay.INTERFACE),
                        Granted.NOTHING,
                        Ledger.CATALOGUE,
                        asOf.validAt()));
    }

    private static List<Question> questions(SubjectType type, Random random) {
        List<LocalDate> days = new ArrayList<>(List.of(LocalDate.parse("1980-01-01"), LocalDate.parse("2026-01-05")));
        for (String day : DAYS) {
            days.add(LocalDate.parse(day));
            days.add(LocalDate.parse(day).minusDays(1));
        }
        List<Question> questions = new ArrayList<>();
        for (LocalDate day : days)
            for (boolean full : new boolean[] {true, false}) {
                questions.add(question(type, null, full, new AsOf(day, null)));
                Set<String> some = random.nextBoolean() ? Set.of("name", "sex", "taxStatus") : Set.of("spouseName");
                questions.add(question(type, some, full, new AsOf(day, null)));
            }
        return questions;
    }

    private static RowBuilder row(boolean entity, Random random) {
        List<String> datasets = ITEMS.keySet().stream()
                .sorted()
                .filter(each -> each.startsWith("S") == entity)
                .toList();
        String dataset = pick(random, datasets);
        String[] names = dataset.split(" ");
        RowBuilder row = RowBuilder.row(names[0], names[1], names[1] + "-" + random.nextInt(3))
                .version(1 + random.nextInt(6))
                .operation(random.nextInt(4) > 0 ? Operation.SUBMIT : Operation.CORRECT)
                .about(entity ? ENTITY : PERSON, pick(random, random.nextInt(3) > 0 ? NAMES.subList(0, 2) : NAMES));
        if (random.nextInt(6) > 0) {
            int from = random.nextInt(DAYS.size());
            row.from(DAYS.get(from));
            if (random.nextInt(3) == 0 && from + 1 < DAYS.size())
                row.to(DAYS.get(from + 1 + random.nextInt(DAYS.size() - from - 1)));
        }
        for (String item : ITEMS.get(dataset)) if (random.nextInt(4) > 0) row.item(item, value(item, random));
        return row;
    }

    private static String value(String item, Random random) {
        return switch (item) {
            case "sex", "taxStatus" -> random.nextBoolean() ? "1" : "2";
            case "birthDate" -> random.nextBoolean() ? "1949-12-31" : "1990-03-07";
            case "maritalStatus" -> random.nextBoolean() ? "10" : "20";
            case "marriedOn", "divorcedOn" -> pick(random, DAYS);
            case "registeredDivision", "division" -> pick(random, List.of("440106", "440105"));
            default -> pick(random, NAMES);
        };
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void what_is_written_from_the_stored_form_is_what_the_record_says() {
        StringBuilder all = new StringBuilder();
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            boolean entity = seed % 3 == 0;
            SubjectType type = entity ? SubjectType.LEGAL_ENTITY : SubjectType.PERSON;
            Identifier about = entity ? ENTITY : PERSON;
            Ledger ledger = new Ledger();
            int rows = 1 + random.nextInt(15);
            for (int i = 0; i < rows; i++) ledger.submit(row(entity, random));
            MasterRecord master = ledger.master(about);
            byte[] stored = MasterForm.write(master);
            SubjectId ref = Ledger.IDS.of(about);
            for (Question question : questions(type, random)) {
                String written =
                        text(writer.subject(stored(ref, about, stored), question, 1234, MasterRecordView.CASE));
                assertThat(written)
                        .as("seed %d, %s", seed, question)
                        .isEqualTo(JSON.writeValueAsString(
                                view.show(null, ref, about, MasterForm.read(stored), question)));
                all.append(written);
            }
        }
        // Or the comparison would have had nothing to compare.
        assertThat(all)
                .contains(
                        "\"disputedSince\":",
                        "\"case\":\"C-000017\"",
                        "\"rules\":[",
                        "\"values\":[",
                        "\"corroboratedBy\":[\"")
                .contains("\"validTo\":\"2010-06-01\"", "\"items\":{}", "\"status\":\"PROVISIONAL\"");
    }

    @Test
    void a_query_has_its_results_in_order_misses_among_them() {
        Ledger ledger = new Ledger();
        ledger.submit(RowBuilder.row("GA", "household-registration", "GA-1").about(PERSON, "王\"小\"明"));
        MasterRecord master = ledger.master(PERSON);
        Question question = question(SubjectType.PERSON, null, true, new AsOf(LocalDate.parse("2026-01-05"), null));
        SubjectId ref = Ledger.IDS.of(PERSON);
        SubjectAnswer.Key known = new SubjectAnswer.Key("RESIDENT_ID", "11010519491231002x ");
        SubjectAnswer.Key unknown = new SubjectAnswer.Key("PASSPORT", "\u0001\"·");
        byte[] written = writer.query(
                question,
                1234,
                results -> {
                    results.missed(unknown);
                    results.found(known, stored(ref, PERSON, MasterForm.write(master)), MasterRecordView.CASE);
                },
                null);
        assertThat(text(written))
                .isEqualTo(JSON.writeValueAsString(new QueryAnswer(
                        MasterRecordView.POSITION,
                        Arrays.asList(new Miss(unknown, "NO_RECORD"), view.show(known, ref, PERSON, master, question)),
                        null)));
        assertThat(text(writer.query(question, 1234, results -> {}, "mark")))
                .isEqualTo(JSON.writeValueAsString(new QueryAnswer(MasterRecordView.POSITION, List.of(), "mark")));
    }

    @Test
    void a_subject_that_no_version_has_named_is_written_without_a_number() {
        Question question = question(SubjectType.PERSON, null, false, new AsOf(LocalDate.parse("2026-01-05"), null));
        SubjectId ref = Ledger.IDS.of(PERSON);
        assertThat(text(writer.subject(
                        stored(ref, null, MasterForm.write(MasterRecord.EMPTY)),
                        question,
                        1234,
                        MasterRecordView.CASE)))
                .isEqualTo(JSON.writeValueAsString(view.show(null, ref, null, MasterRecord.EMPTY, question)));
    }

    private static StoredSubject stored(SubjectId ref, Identifier about, byte[] master) {
        return new StoredSubject(ref, about, 0, true, master, SubjectLinks.NONE);
    }
}
