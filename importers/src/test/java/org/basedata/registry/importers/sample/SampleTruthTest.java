package org.basedata.registry.importers.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basedata.registry.importers.sample.SampleRows.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Recounts the truth from the written files alone, with a small registry of its own that shares no code with the generator
 * and none with the real one.
 */
class SampleTruthTest {
    private static final int PERSONS = 1_000;
    private static final int ENTITIES = 200;
    private static final String TODAY = "2026-06-01";
    private static final Set<String> SEVERAL_RECORDS =
            Set.of("marriage-registration", "adoption-registration", "guardianship", "education", "qualification");
    /** In those datasets, the items of which a person has only one. */
    private static final Set<String> SINGLE = Set.of("name", "sex", "birthDate", "maritalStatus");

    @TempDir
    static Path directory;

    private static SampleSet sample;
    private static JsonNode truth;
    private static List<Row> rows;

    @BeforeAll
    static void write() throws IOException {
        sample = SampleGenerator.generate(directory, new SampleSize(PERSONS, ENTITIES), 42);
        truth = SampleRows.truth(sample);
        rows = SampleRows.of(sample);
    }

    @Test
    void outcomesRecountedFromTheFilesAreThoseOfTheTruth() {
        for (int i = 0; i < sample.files().size(); i++) {
            JsonNode told = truth.get("files").get(i);
            SampleFile file = sample.files().get(i);
            assertThat(told.get("file").asString())
                    .isEqualTo(file.path().getFileName().toString());
            long accepted = 0;
            long unchanged = 0;
            long refused = 0;
            Map<String, Long> warned = new TreeMap<>();
            Map<String, Long> byCode = new TreeMap<>();
            List<Row> read = SampleRows.of(file);
            Map<String, TreeMap<Integer, String>> known = new HashMap<>();
            for (Row row : read) {
                Set<String> codes = faults(row);
                if (!codes.isEmpty()) {
                    refused++;
                    codes.forEach(code -> byCode.merge(code, 1L, Long::sum));
                    continue;
                }
                TreeMap<Integer, String> versions = known.computeIfAbsent(row.key(), key -> new TreeMap<>());
                String content = content(row);
                var below = versions.floorEntry(row.version());
                if (below != null && below.getValue().equals(content)) unchanged++;
                else accepted++;
                versions.put(row.version(), content);
                if (file.dataset().equals("housing-fund") && row.get("ethnicity") != null)
                    warned.merge("ITEM_NOT_ASSIGNED", 1L, Long::sum);
                if (file.dataset().equals("tax-registration") && row.get("registeredCapital") != null)
                    warned.merge("ITEM_NOT_ASSIGNED", 1L, Long::sum);
                if (row.get("id").length() == 15) warned.merge("ID_15_DIGITS", 1L, Long::sum);
            }
            assertThat(told.get("rows").asLong()).isEqualTo(read.size());
            assertThat(told.get("accepted").asLong()).as("%s", file).isEqualTo(accepted);
            assertThat(told.get("unchanged").asLong()).as("%s", file).isEqualTo(unchanged);
            assertThat(told.get("refused").asLong()).as("%s", file).isEqualTo(refused);
            assertThat(counts(told.get("refusedByCode"))).as("%s", file).isEqualTo(byCode);
            assertThat(counts(told.get("warningsByCode"))).as("%s", file).isEqualTo(warned);
        }
    }

    @Test
    void refusedRowsAreNamedWithAllTheirCodes() {
        Set<String> expected = new TreeSet<>();
        for (Row row : rows) {
            Set<String> codes = faults(row);
            if (!codes.isEmpty())
                expected.add(
                        row.file().path().getFileName() + ":" + row.number() + ":" + row.get("recordId") + ":" + codes);
        }
        Set<String> told = new TreeSet<>();
        for (JsonNode one : truth.get("refusals"))
            told.add(one.get("file").asString() + ":" + one.get("row").asInt() + ":"
                    + one.get("recordId").asString() + ":"
                    + new TreeSet<>(texts(one.get("codes"))));
        assertThat(told).isEqualTo(expected).hasSize(truth.get("refusals").size());
    }

    @Test
    void differencesFoundByComparingTheFilesAreThoseOfTheTruth() {
        Set<String> held = new TreeSet<>();
        Set<String> found = find(held);
        Set<String> told = new TreeSet<>();
        for (JsonNode one : truth.get("conflicts"))
            told.add(one.get("id").asString() + " " + one.get("kind").asString() + " "
                    + one.get("item").asString() + " "
                    + (one.get("rule").isNull() ? "-" : one.get("rule").asString()) + " "
                    + new TreeSet<>(texts(one.get("sources"))));
        assertThat(found).isEqualTo(told).hasSize(truth.get("conflicts").size());
        Set<String> toldHeld = new TreeSet<>();
        for (JsonNode one : truth.get("holds"))
            toldHeld.add(one.get("source").asString() + "/" + one.get("dataset").asString() + "/"
                    + one.get("recordId").asString() + " " + one.get("id").asString());
        assertThat(held).isEqualTo(toldHeld).hasSize(truth.get("holds").size());
    }

    @Test
    void conflictsByItemSumsTheConflicts() {
        Map<String, Long> sums = new TreeMap<>();
        for (JsonNode one : truth.get("conflicts")) sums.merge(one.get("item").asString(), 1L, Long::sum);
        assertThat(counts(truth.get("conflictsByItem"))).isEqualTo(sums);
    }

    @Test
    void nobodyHasTwoKindsOfNoise() {
        List<String> subjects = new ArrayList<>();
        for (JsonNode one : truth.get("conflicts")) subjects.add(one.get("id").asString());
        for (JsonNode one : truth.get("holds")) subjects.add(one.get("id").asString());
        // A refused row may have a wrong number; its record's index is the subject's.
        Map<String, String> numbers = new HashMap<>();
        for (Row row : rows)
            if (Set.of("GA", "SCJG").contains(row.file().source()))
                numbers.put(kindAndIndex(row.file(), row.get("recordId")), row.get("id"));
        for (JsonNode one : truth.get("refusals")) {
            SampleFile file = sample.files().stream()
                    .filter(f -> f.path().endsWith(one.get("file").asString()))
                    .findFirst()
                    .orElseThrow();
            subjects.add(Objects.requireNonNull(
                    numbers.get(kindAndIndex(file, one.get("recordId").asString()))));
        }
        assertThat(subjects).doesNotHaveDuplicates();
    }

    private static String kindAndIndex(SampleFile file, String recordId) {
        boolean entity = Set.of("enterprise-registration", "tax-registration").contains(file.dataset());
        return (entity ? "E" : "P") + recordId.split("-")[2];
    }

    @Test
    void everyKindOfNoiseOccursInItsShare() {
        Map<PersonNoise, Integer> persons = new HashMap<>();
        Household household = new Household(42);
        for (int i = 0; i < PERSONS; i++) persons.merge(household.fill(i / 4).members[i % 4].noise, 1, Integer::sum);
        for (PersonNoise noise : PersonNoise.values())
            if (noise != PersonNoise.NONE)
                assertThat(persons.get(noise)).as("%s", noise).isBetween(5, 20).isEqualTo(noise.inCycle * 5);
        Map<EntityNoise, Integer> entities = new HashMap<>();
        LegalEntity entity = new LegalEntity(42, new SampleSize(PERSONS, ENTITIES));
        for (int i = 0; i < ENTITIES; i++) entities.merge(entity.fill(i).noise, 1, Integer::sum);
        for (EntityNoise noise : EntityNoise.values())
            if (noise != EntityNoise.NONE)
                assertThat(entities.get(noise)).as("%s", noise).isEqualTo(4);

        // The same amounts, as they show in the truth.
        Map<String, Integer> seen = new TreeMap<>();
        for (JsonNode one : truth.get("conflicts"))
            seen.merge(
                    one.get("idType").asString() + " " + one.get("item").asString() + " "
                            + one.get("rule").asString("-"),
                    1,
                    Integer::sum);
        assertThat(seen)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("RESIDENT_ID name -", 10),
                        Map.entry("RESIDENT_ID birthDate -", 5),
                        Map.entry("RESIDENT_ID sex -", 5),
                        Map.entry("RESIDENT_ID sex SexMustMatchNumber", 5),
                        Map.entry("RESIDENT_ID birthDate BirthDateMustMatchNumber", 5),
                        Map.entry("RESIDENT_ID insuranceStatus DeathMustEndActivity", 5),
                        Map.entry("RESIDENT_ID maritalStatus -", 10),
                        Map.entry("RESIDENT_ID spouseName MarriagesMustNotOverlap", 5),
                        Map.entry("USCC taxStatus DeregisteredEntityMustNotBeActive", 4),
                        Map.entry("USCC legalRepresentativeName -", 8),
                        Map.entry("USCC name -", 4),
                        Map.entry("USCC address -", 4))));
        assertThat(truth.get("holds").size()).isEqualTo(5 + 4);
        assertThat(rows)
                .filteredOn(row -> "WITHDRAW".equals(row.get("operation")))
                .hasSize(5);
        assertThat(rows)
                .filteredOn(row -> "CORRECT".equals(row.get("operation")))
                .hasSize(5);
        assertThat(rows).filteredOn(row -> "END".equals(row.get("operation"))).hasSizeGreaterThan(3);
        assertThat(rows)
                .filteredOn(row -> row.get("operation").matches("CORRECT|WITHDRAW|END"))
                .allSatisfy(row -> assertThat(row.get("reason")).isNotBlank());
        assertThat(rows).filteredOn(row -> row.get("id").length() == 15).hasSize(10);
        assertThat(lateVersions()).isEqualTo(10);
    }

    private static long lateVersions() {
        Map<String, Integer> highest = new HashMap<>();
        return rows.stream()
                .filter(row -> row.version()
                        < Objects.requireNonNullElse(
                                highest.put(row.key(), Math.max(row.version(), highest.getOrDefault(row.key(), 0))), 0))
                .count();
    }

    @Test
    void peopleWhoDifferInSpellingAloneAreThere() {
        Map<String, String> names = names("household-registration");
        Map<String, Integer> spellings = new TreeMap<>();
        for (Row row : rows) {
            String official = names.get(eighteen(row.get("id")));
            String name = row.get("name");
            if (official == null
                    || name == null
                    || official.equals(name)
                    || !plain(name).equals(plain(official))) continue;
            String kind = name.contains("\u2022") || name.contains("\u30FB")
                    ? "dot"
                    : name.contains("\u3000") ? "blank" : name.endsWith(" ") ? "trailing" : "case";
            spellings.merge(kind, 1, Integer::sum);
        }
        assertThat(spellings).isEqualTo(Map.of("dot", 5, "blank", 5, "trailing", 5, "case", 5));
    }

    private static Map<String, String> names(String dataset) {
        Map<String, String> names = new HashMap<>();
        rows.stream()
                .filter(row -> row.file().dataset().equals(dataset))
                .forEach(row -> names.put(row.get("id"), row.get("name")));
        return names;
    }

    // --- a registry of its own ---

    private static Set<String> faults(Row row) {
        Set<String> codes = new TreeSet<>();
        boolean person = row.get("idType").equals("RESIDENT_ID");
        if (person && row.get("id").length() == 18 && !residentChecks(row.get("id"))) codes.add("ID_CHECK_DIGIT");
        if (!person && !creditCodeChecks(row.get("id"))) codes.add("USCC_CHECK_DIGIT");
        if (row.get("name") == null) codes.add("NAME_MISSING");
        String from = row.get("validFrom");
        String to = row.get("validTo");
        if (from != null && to != null && to.compareTo(from) <= 0) codes.add("PERIOD_REVERSED");
        if (row.get("taxStatus") != null && !listed("taxStatus").contains(row.get("taxStatus")))
            codes.add("CODE_UNKNOWN");
        if (row.get("educationLevel") != null && !listed("educationLevel").contains(row.get("educationLevel")))
            codes.add("CODE_UNKNOWN");
        row.cells().forEach((column, value) -> {
            if ((column.endsWith("On") || column.endsWith("Date")) && !isDay(value)) codes.add("ITEM_VALUE");
        });
        return codes;
    }

    private static boolean isDay(String value) {
        if (!value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) return false;
        int month = Integer.parseInt(value.substring(5, 7));
        int day = Integer.parseInt(value.substring(8));
        return month >= 1
                && month <= 12
                && day >= 1
                && day
                        <= java.time.YearMonth.of(Integer.parseInt(value.substring(0, 4)), month)
                                .lengthOfMonth();
    }

    private static final Map<String, Set<String>> LISTS = new HashMap<>();

    /** From the published code list, not from the generator. */
    private static Set<String> listed(String list) {
        return LISTS.computeIfAbsent(list, name -> {
            try (InputStream in = SampleTruthTest.class.getResourceAsStream("/reference/" + name + ".csv")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.matches("[0-9A-Z]+,.*"))
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .collect(Collectors.toSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** GB 11643: all eighteen with weights 2 to the power of their place from the right sum to 1 mod 11. */
    static boolean residentChecks(String number) {
        int sum = 0;
        for (int i = 0; i < 18; i++) {
            char c = number.charAt(i);
            sum = (sum * 2 + (c == 'X' ? 10 : c - '0')) % 11;
        }
        return number.matches("[0-9]{17}[0-9X]") && sum == 1;
    }

    /** GB 32100 and, inside it, GB 11714: weighted sums with their check characters vanish mod 31 and mod 11. */
    static boolean creditCodeChecks(String code) {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        if (!code.matches("[0-9A-HJ-NPQRTUWXY]{18}")) return false;
        int sum = 0;
        int power = 1;
        for (int i = 0; i < 18; i++) {
            sum += alphabet.indexOf(code.charAt(i)) * (i == 17 ? 1 : power);
            power = power * 3 % 31;
        }
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2, 1};
        int organisation = 0;
        for (int i = 0; i < 9; i++) {
            char c = code.charAt(8 + i);
            organisation += weights[i] * (i == 8 && c == 'X' ? 10 : Character.digit(c, 36));
        }
        return sum % 31 == 0 && organisation % 11 == 0;
    }

    private static String eighteen(String number) {
        if (number.length() != 15) return number;
        String body = number.substring(0, 6) + "19" + number.substring(6);
        return Stream.of("0123456789X".split(""))
                .map(check -> body + check)
                .filter(SampleTruthTest::residentChecks)
                .findFirst()
                .orElseThrow();
    }

    private static String content(Row row) {
        Map<String, String> content = new TreeMap<>(row.cells());
        content.keySet().removeAll(Set.of("version", "reason", "handlingUnit", "handlingPerson"));
        return content.toString();
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s\u3000]", "")
                .replaceAll("[\u2022\u30FB]", "\u00B7")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** What each record says on {@link #TODAY}: its highest version. */
    private static Map<String, List<Row>> standing() {
        Map<String, Row> highest = new LinkedHashMap<>();
        for (Row row : rows)
            if (faults(row).isEmpty()) highest.merge(row.key(), row, (a, b) -> b.version() > a.version() ? b : a);
        Map<String, List<Row>> bySubject = new LinkedHashMap<>();
        for (Row row : highest.values()) {
            if (row.get("operation").matches("END|WITHDRAW")) continue;
            assertThat(row.get("validFrom"))
                    .as("all periods are open and have begun")
                    .isLessThan(TODAY);
            assertThat(row.get("validTo")).isNull();
            bySubject
                    .computeIfAbsent(eighteen(row.get("id")), id -> new ArrayList<>())
                    .add(row);
        }
        return bySubject;
    }

    private static Set<String> find(Set<String> held) {
        Set<String> found = new TreeSet<>();
        standing().forEach((id, records) -> {
            Row first = records.get(0);
            assertThat(first.file().source())
                    .as("the registering authority speaks of everybody")
                    .matches("GA|SCJG|SHZZ|BB");
            List<Row> counted = new ArrayList<>();
            for (Row row : records) {
                if (unlike(first.get("name"), row.get("name"))) held.add(row.key() + " " + id);
                else counted.add(row);
            }
            compareItems(id, counted, found);
            applyRules(id, counted, found);
        });
        return found;
    }

    private static void compareItems(String id, List<Row> records, Set<String> found) {
        Map<String, Map<String, Set<String>>> sourcesByValue = new TreeMap<>();
        for (Row row : records)
            row.cells().forEach((item, value) -> {
                if (SampleRows.ENVELOPE.contains(item) && !item.equals("name")) return;
                if (SEVERAL_RECORDS.contains(row.file().dataset()) && !SINGLE.contains(item)) return;
                boolean notAssigned =
                        item.equals("ethnicity") && row.file().source().equals("GJJ")
                                || item.equals("registeredCapital")
                                        && row.file().source().equals("SW");
                if (notAssigned || value.isEmpty()) return;
                // An earlier marriage that ended says nothing about today.
                if (item.equals("maritalStatus") && row.get("divorcedOn") != null) return;
                String compared = item.equals("name") ? plain(value) : value;
                sourcesByValue
                        .computeIfAbsent(item, i -> new LinkedHashMap<>())
                        .computeIfAbsent(compared, v -> new TreeSet<>())
                        .add(row.file().source());
            });
        sourcesByValue.forEach((item, byValue) -> {
            if (byValue.size() < 2) return;
            assertThat(byValue).as("%s of %s differs once", item, id).hasSize(2);
            String authority =
                    item.equals("maritalStatus") ? "MZ" : records.get(0).file().source();
            Set<String> sources = new TreeSet<>();
            byValue.values().forEach(of -> {
                if (of.contains(authority)) sources.add(authority);
                else sources.addAll(of);
            });
            found.add(id + " ITEM " + item + " - " + sources);
        });
    }

    private static void applyRules(String id, List<Row> records, Set<String> found) {
        Row first = records.get(0);
        if (first.file().source().equals("GA")) {
            String sex = (id.charAt(16) - '0') % 2 == 1 ? "1" : "2";
            if (!sex.equals(first.get("sex"))) found.add(id + " RULE sex SexMustMatchNumber [GA]");
            String birth = id.substring(6, 10) + "-" + id.substring(10, 12) + "-" + id.substring(12, 14);
            if (!birth.equals(first.get("birthDate"))) found.add(id + " RULE birthDate BirthDateMustMatchNumber [GA]");
        }
        boolean dead = records.stream().anyMatch(row -> row.get("deathDate") != null);
        boolean insured = records.stream().anyMatch(row -> "1".equals(row.get("insuranceStatus")));
        if (dead) assertThat(first.get("registrationStatus")).isEqualTo("3");
        if (dead && insured) found.add(id + " RULE insuranceStatus DeathMustEndActivity [RS, WJ]");
        boolean taxed = records.stream().anyMatch(row -> "1".equals(row.get("taxStatus")));
        if ("2".equals(first.get("status")) && taxed)
            found.add(id + " RULE taxStatus DeregisteredEntityMustNotBeActive [SCJG, SW]");
        List<Row> marriages =
                records.stream().filter(row -> row.get("marriedOn") != null).toList();
        for (Row one : marriages)
            for (Row other : marriages)
                if (one != other
                        && one.get("marriedOn").compareTo(other.get("marriedOn")) <= 0
                        && (one.get("divorcedOn") == null
                                || one.get("divorcedOn").compareTo(other.get("marriedOn")) > 0))
                    found.add(id + " RULE spouseName MarriagesMustNotOverlap [MZ]");
    }

    private static final Map<Character, Character> TRADITIONAL = Map.of('于', '於', '范', '範', '钟', '鍾');

    /** Too different to be the same subject's names: for persons another surname, for entities more than the suffix. */
    private static boolean unlike(String official, String other) {
        String one = plain(official);
        String two = plain(other);
        if (one.equals(two)) return false;
        if (one.length() > 6) return !one.equals(two.replace("有限责任公司", "有限公司"));
        boolean surname =
                one.charAt(0) == two.charAt(0) || Objects.equals(TRADITIONAL.get(one.charAt(0)), two.charAt(0));
        int others = 0;
        for (int i = 1; i < Math.min(one.length(), two.length()); i++) if (one.charAt(i) != two.charAt(i)) others++;
        return !surname || one.length() != two.length() || others > 1;
    }

    private static Map<String, Long> counts(JsonNode object) {
        Map<String, Long> counts = new TreeMap<>();
        object.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(one -> texts.add(one.asString()));
        return texts;
    }
}
