package org.basedata.registry.importers.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.importers.sample.SampleRows.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files, acts and truth of the identity matters, read back without the code that wrote them. */
class IdentityMattersTest {
    private static final int ROUNDS = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path directory;

    private static IdentitySample sample;
    private static List<Row> rows;
    private static List<JsonNode> acts;
    private static JsonNode truth;

    @BeforeAll
    static void write() throws IOException {
        sample = IdentityMatters.generate(directory.resolve("a"), ROUNDS, 42);
        rows = rows(sample.files());
        acts = new ArrayList<>();
        for (String line : Files.readAllLines(sample.acts())) acts.add(JSON.readTree(line));
        truth = JSON.readTree(sample.truth().toFile());
    }

    private static List<Row> rows(List<SampleFile> files) {
        return files.stream().flatMap(file -> SampleRows.of(file).stream()).toList();
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_other_numbers() throws IOException {
        IdentitySample again = IdentityMatters.generate(directory.resolve("b"), ROUNDS, 42);
        IdentitySample other = IdentityMatters.generate(directory.resolve("c"), ROUNDS, 43);
        assertThat(again.acts()).hasSameBinaryContentAs(sample.acts());
        assertThat(again.truth()).hasSameBinaryContentAs(sample.truth());
        for (int i = 0; i < sample.files().size(); i++)
            assertThat(again.files().get(i).path())
                    .hasSameBinaryContentAs(sample.files().get(i).path());
        Set<String> numbers = numbers(truth);
        numbers.retainAll(numbers(JSON.readTree(other.truth().toFile())));
        assertThat(numbers).isEmpty();
    }

    @Test
    void more_rounds_begin_with_fewer() throws IOException {
        IdentitySample fewer = IdentityMatters.generate(directory.resolve("d"), 2, 42);
        List<String> lines = Files.readAllLines(fewer.acts());
        assertThat(Files.readAllLines(sample.acts()).subList(0, lines.size())).isEqualTo(lines);
        assertThat(acts).hasSize(lines.size() / 2 * ROUNDS);
    }

    @Test
    void each_round_has_every_kind_of_matter() {
        Map<String, Integer> kinds = new TreeMap<>();
        for (JsonNode act : acts) {
            String what = act.path("cause").asString(act.path("kind").asString(""));
            kinds.merge((act.get("act").asString() + " " + what).strip(), 1, Integer::sum);
        }
        kinds.replaceAll((kind, times) -> {
            assertThat(times % ROUNDS).as(kind).isZero();
            return times / ROUNDS;
        });
        assertThat(kinds)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("REPLACE_IDENTIFIER NUMBER_WRONG", 5),
                        Map.entry("REPLACE_IDENTIFIER NUMBER_SHARED", 1),
                        Map.entry("REPLACE_IDENTIFIER BIRTH_DATE_CORRECTED", 1),
                        Map.entry("REPLACE_IDENTIFIER SEX_CORRECTED", 1),
                        Map.entry("REPLACE_IDENTIFIER DOCUMENT_TYPE_CHANGED", 2),
                        Map.entry("REPLACE_IDENTIFIER LICENCE_TO_CODE", 2),
                        Map.entry("REPLACE_IDENTIFIER CODE_REPLACED", 1),
                        Map.entry("MERGE", 3),
                        Map.entry("REVOKE", 1),
                        Map.entry("SPLIT", 2),
                        Map.entry("ASSIGN_RECORDS", 1),
                        Map.entry("SUCCESSION MERGER", 2),
                        Map.entry("SUCCESSION DIVISION", 2),
                        Map.entry("SUCCESSION CONVERSION", 1),
                        Map.entry("SUCCESSION MOVE", 1))));
        assertThat(truth.get("acts").asInt()).isEqualTo(acts.size());

        Map<String, Integer> relations = new TreeMap<>();
        for (JsonNode each : truth.get("relations"))
            relations.merge(
                    each.get("rule").asString() + " " + each.get("violated").asBoolean(), 1, Integer::sum);
        assertThat(relations)
                .isEqualTo(new TreeMap<>(Map.of(
                        "LegalRepresentativeMustBeAlive true", ROUNDS,
                        "LegalRepresentativeMustBeAlive false", 2 * ROUNDS,
                        "GuardianMustBeAlive true", ROUNDS,
                        "GuardianMustBeAlive false", ROUNDS,
                        "SpousesMustNameEachOther true", ROUNDS,
                        "SpousesMustNameEachOther false", 3 * ROUNDS,
                        "EmployerMustBeRegistered true", ROUNDS,
                        "EmployerMustBeRegistered false", ROUNDS)));
    }

    @Test
    void every_number_has_the_shape_and_the_check_character_of_its_kind() {
        Map<String, String> types = new LinkedHashMap<>();
        for (Row row : rows) types.put(row.get("id"), row.get("idType"));
        for (JsonNode number : truth.get("numbers"))
            types.put(number.get("id").asString(), number.get("idType").asString());
        assertThat(new TreeSet<>(types.values()))
                .containsExactly(
                        "BUSINESS_LICENCE",
                        "FOREIGN_PERMANENT_RESIDENCE",
                        "HMT_RESIDENCE_PERMIT",
                        "HM_TRAVEL_PERMIT",
                        "ORG_CODE",
                        "PASSPORT",
                        "RESIDENT_ID",
                        "USCC");
        types.forEach((number, type) ->
                assertThat(isValid(type, number)).as("%s %s", type, number).isTrue());
    }

    private static boolean isValid(String type, String number) {
        return switch (type) {
            case "RESIDENT_ID" -> number.matches("[1-8].*") && SampleTruthTest.residentChecks(number);
            case "FOREIGN_PERMANENT_RESIDENCE" -> number.startsWith("9") && SampleTruthTest.residentChecks(number);
            case "HMT_RESIDENCE_PERMIT" -> number.startsWith("810000") && SampleTruthTest.residentChecks(number);
            case "HM_TRAVEL_PERMIT" -> number.matches("H[0-9]{8}");
            case "PASSPORT" -> number.matches("X[0-9]{8}");
            case "USCC" -> SampleTruthTest.creditCodeChecks(number);
            case "ORG_CODE" -> organisationChecks(number);
            default -> licenceChecks(number);
        };
    }

    /** GB 11714: the weighted sum with the check character vanishes mod 11. */
    private static boolean organisationChecks(String code) {
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2, 1};
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            char c = code.charAt(i);
            sum += weights[i] * (i == 8 && c == 'X' ? 10 : Character.digit(c, 36));
        }
        return code.matches("[0-9A-Z]{8}[0-9X]") && sum % 11 == 0;
    }

    /** ISO 7064 MOD 11,10: the last intermediate sum, with the check digit, is 1. */
    private static boolean licenceChecks(String number) {
        int product = 10;
        for (int i = 0; i < 14; i++) {
            int sum = (product + number.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return number.matches("[0-9]{15}") && (product + number.charAt(14) - '0') % 10 == 1;
    }

    @Test
    void no_number_and_no_record_is_one_of_a_sample_of_the_same_seed() throws IOException {
        SampleSet plain = SampleGenerator.generate(directory.resolve("plain"), new SampleSize(8_000, 1_600), 42);
        Set<String> numbers = numbers(truth);
        Set<String> records = new HashSet<>();
        rows.forEach(row -> records.add(row.key()));
        numbers.stream()
                .filter(number -> number.matches("[1-7].*[0-9X]") && number.length() == 18)
                .filter(SampleTruthTest::residentChecks)
                .forEach(number -> assertThat(sequence(number)).isGreaterThanOrEqualTo(994));
        for (Row row : SampleRows.of(plain)) {
            // No chance either that samples of other sizes meet.
            if (row.get("id").length() == 18 && row.get("idType").equals("RESIDENT_ID"))
                assertThat(sequence(row.get("id"))).isLessThan(994);
            assertThat(numbers).doesNotContain(row.get("id"));
            assertThat(records).doesNotContain(row.key());
        }
        Set<String> files = new HashSet<>();
        for (SampleFile file : plain.files())
            files.add(file.path().getFileName().toString());
        for (SampleFile file : sample.files())
            assertThat(files.add(file.path().getFileName().toString()))
                    .as("%s", file)
                    .isTrue();
    }

    private static int sequence(String citizenNumber) {
        return Integer.parseInt(citizenNumber.substring(14, 17));
    }

    /** Nobody's number is another newcomer's, but for those that share one on purpose. */
    @Test
    void numbers_are_given_once() {
        Map<String, Set<String>> names = new TreeMap<>();
        for (Row row : rows)
            names.computeIfAbsent(row.get("id"), id -> new TreeSet<>()).add(row.get("name"));
        names.values().removeIf(of -> of.size() == 1);
        Set<String> shared = new TreeSet<>();
        for (JsonNode act : acts)
            if (act.get("act").asString().equals("SPLIT"))
                shared.add(act.at("/subject/id").asString());
        assertThat(names.keySet()).isEqualTo(shared);
        assertThat(numbers(truth)).hasSize(truth.get("numbers").size());
    }

    @Test
    void every_row_is_accepted_says_that_it_is_invented_and_its_record_is_somebodys() {
        Set<String> records = new TreeSet<>();
        for (Row row : rows) {
            assertThat(row.get("handlingUnit")).contains("合成数据");
            records.add(row.key());
        }
        Set<String> told = new TreeSet<>();
        for (String list : List.of("subjects", "unassigned"))
            for (JsonNode each : truth.get(list))
                for (JsonNode record : each.get("records"))
                    assertThat(told.add(record.asString()))
                            .as("%s is told once", record)
                            .isTrue();
        assertThat(told).isEqualTo(records);
        long accepted = 0;
        for (JsonNode file : truth.get("files")) {
            assertThat(file.get("accepted").asLong())
                    .isEqualTo(file.get("rows").asLong())
                    .isPositive();
            accepted += file.get("accepted").asLong();
        }
        assertThat(accepted).isEqualTo(rows.size());
        assertThat(truth.get("refusals")).isEmpty();
    }

    @Test
    void acts_say_who_and_why_and_name_what_is_known_before_them() {
        Set<String> known = new HashSet<>();
        rows(sample.before()).forEach(row -> known.add(row.key()));
        Set<String> numbers = numbers(truth);
        Set<String> ids = new HashSet<>();
        for (JsonNode act : acts) {
            assertThat(act.get("by").asString()).isIn("STAFF", "GA", "SCJG", "BB");
            for (String field : List.of("handlingUnit", "handlingPerson", "reason"))
                assertThat(act.get(field).asString()).as(field).isNotBlank();
            assertThat(act.at("/evidence/0").asString()).contains("合成数据");
            if (act.has("revokes")) assertThat(ids).contains(act.get("revokes").asString());
            assertThat(ids.add(act.get("id").asString())).isTrue();
            List<JsonNode> records = new ArrayList<>(act.findValues("recordId"));
            assertThat(records)
                    .allSatisfy(record -> assertThat(known).anyMatch(key -> key.endsWith("/" + record.asString())));
            for (String field : List.of("subject", "identifier", "into", "to"))
                if (act.has(field))
                    assertThat(numbers).contains(act.at("/" + field + "/id").asString());
        }
    }

    /** What makes the files worth loading in another order: the same record under the old number after the act, and the new one before. */
    @Test
    void departments_use_old_numbers_after_the_act_and_new_ones_before() {
        Set<String> old = new HashSet<>();
        Set<String> fresh = new HashSet<>();
        for (JsonNode number : truth.get("numbers"))
            if (number.get("answer").asString().equals("SUPERSEDED")) {
                old.add(number.get("id").asString());
                fresh.add(number.at("/by/id").asString());
            }
        assertThat(rows(sample.after()).stream().filter(row -> old.contains(row.get("id"))))
                .hasSizeGreaterThan(10 * ROUNDS);
        assertThat(rows(sample.after()).stream().filter(row -> fresh.contains(row.get("id"))))
                .hasSizeGreaterThan(10 * ROUNDS);
        assertThat(rows(sample.before()).stream().filter(row -> fresh.contains(row.get("id"))))
                .hasSizeGreaterThanOrEqualTo(3 * ROUNDS);
    }

    @Test
    void rounds_grow_with_the_sample_and_are_bounded() {
        assertThat(IdentityMatters.rounds(new SampleSize(1, 0))).isEqualTo(1);
        assertThat(IdentityMatters.rounds(new SampleSize(10_000, 2_000))).isEqualTo(5);
        assertThat(IdentityMatters.rounds(new SampleSize(50_000_000, 0))).isEqualTo(500);
        assertThatThrownBy(() -> IdentityMatters.generate(directory.resolve("none"), 0, 1))
                .hasMessageContaining("found 0");
    }

    /** The most rounds that there can be have numbers enough. */
    @Test
    void numbers_do_not_run_out() throws IOException {
        IdentitySample most = IdentityMatters.generate(directory.resolve("most"), 500, 9_999_999);
        JsonNode told = JSON.readTree(most.truth().toFile());
        assertThat(numbers(told)).hasSize(told.get("numbers").size());
    }

    private static Set<String> numbers(JsonNode of) {
        Set<String> numbers = new TreeSet<>();
        for (JsonNode number : of.get("numbers")) numbers.add(number.get("id").asString());
        return numbers;
    }
}
