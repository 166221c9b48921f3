package org.basedata.registry.api.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.identity.ActReading;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.sample.IdentityMatters;
import org.basedata.registry.importers.sample.IdentitySample;
import org.basedata.registry.importers.sample.SampleFile;
import org.basedata.registry.importers.sample.SampleGenerator;
import org.basedata.registry.importers.sample.SampleSet;
import org.basedata.registry.importers.sample.SampleSize;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.subject.Identities;
import org.basedata.registry.projections.subject.Standing;
import org.basedata.registry.projections.subject.StoredSubject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sample's identity matters go through the real importers and the desk for acts, beside a sample of persons and entities whose own
 * truth must not change. Whatever comes first, every number, record, hold and successor is as was put in; and again after a rebuild.
 */
class IdentitySampleIT {
    private static final int ROUNDS = 3;
    private static final long SEED = 7;
    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static SampleSet plain;
    private static IdentitySample sample;
    private static JsonNode plainTruth;
    private static JsonNode truth;

    private enum Order {
        /** All that departments ever say, then the acts: as the demo does. */
        ACTS_LAST,
        /** As it happened. */
        ACTS_BETWEEN,
        /** What needs no record is decided before anything is known; the rest as soon as it can be. Later files come in reverse. */
        ACTS_FIRST
    }

    @BeforeAll
    static void generate() throws IOException {
        plain = SampleGenerator.generate(folder.resolve("plain"), new SampleSize(400, 100), SEED);
        sample = IdentityMatters.generate(folder.resolve("identity"), ROUNDS, SEED);
        plainTruth = JSON.readTree(plain.truth().toFile());
        truth = JSON.readTree(sample.truth().toFile());
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void every_number_and_record_is_as_was_put_in(Order order) throws IOException {
        TestDatabase database = new TestDatabase().open();
        try {
            try (Registry registry = open(database)) {
                load(registry, order);
                check(registry, database);
            }
            List<Difference> differences = new ArrayList<>();
            Registry.verify(database.database(), differences::add, progress -> {});
            assertThat(differences).as("before the rebuild").isEmpty();
            Registry.rebuild(database.database(), progress -> {});
            Registry.verify(database.database(), differences::add, progress -> {});
            assertThat(differences).as("after the rebuild").isEmpty();
            try (Registry registry = open(database)) {
                check(registry, database);
            }
        } finally {
            database.close();
        }
    }

    private static Registry open(TestDatabase database) throws IOException {
        return Registry.open(
                database.database(),
                CatalogueLoader.standardYaml(),
                Clock.systemUTC(),
                3,
                Files.createTempDirectory(folder, "spool"));
    }

    // --- loading ---

    private static void load(Registry registry, Order order) throws IOException {
        List<String> acts = Files.readAllLines(sample.acts());
        assertThat(acts).hasSize(truth.get("acts").asInt());
        switch (order) {
            case ACTS_LAST -> {
                load(registry, plain.files(), plainTruth);
                load(registry, sample.files(), truth);
                take(registry, acts);
            }
            case ACTS_BETWEEN -> {
                load(registry, sample.before(), truth);
                take(registry, acts);
                load(registry, sample.after(), truth);
                load(registry, plain.files(), plainTruth);
            }
            case ACTS_FIRST -> {
                take(
                        registry,
                        acts.stream().filter(IdentitySampleIT::needsNoRecord).toList());
                List<SampleFile> before = new ArrayList<>(sample.before());
                Collections.reverse(before);
                load(registry, before, truth);
                take(registry, acts.stream().filter(act -> !needsNoRecord(act)).toList());
                List<SampleFile> after = new ArrayList<>(sample.after());
                Collections.reverse(after);
                load(registry, after, truth);
                load(registry, plain.files(), plainTruth);
            }
        }
    }

    private static boolean needsNoRecord(String act) {
        return act.contains("\"act\":\"REPLACE_IDENTIFIER\"") || act.contains("\"act\":\"SUCCESSION\"");
    }

    private static void take(Registry registry, List<String> acts) {
        assertThat(acts).isNotEmpty();
        for (String act : acts) registry.acts().take(ActReading.read(act.getBytes(), registry.ids(), UUID::randomUUID));
    }

    private static void load(Registry registry, List<SampleFile> files, JsonNode told) {
        for (SampleFile file : files) {
            String name = file.path().getFileName().toString();
            JsonNode expected = null;
            for (JsonNode each : told.get("files"))
                if (each.get("file").asString().equals(name)) expected = each;
            DeliveryCompleted.Counts counts = registry.desk()
                    .fileImport()
                    .run(FileDelivery.of(file.path(), file.source(), file.dataset()), progress -> {})
                    .counts();
            assertThat(counts)
                    .as(name)
                    .isEqualTo(new DeliveryCompleted.Counts(
                            expected.get("rows").asLong(),
                            expected.get("accepted").asLong(),
                            expected.get("unchanged").asLong(),
                            expected.get("refused").asLong()));
        }
    }

    // --- comparing ---

    private static void check(Registry registry, TestDatabase database) {
        Map<Identifier, Standing> standings = standings(registry);
        numbersAnswer(standings);
        recordsBelong(registry, standings);
        unassignedRecordsAreHeld(registry);
        predecessorsAndSuccessors(registry);
        conflictsAndHolds(database);
        rulesAcrossSubjects(registry, database);
    }

    private static Identifier identifier(JsonNode number) {
        return new Identifier(
                IdType.valueOf(number.get("idType").asString()),
                number.get("id").asString());
    }

    private static Map<Identifier, Standing> standings(Registry registry) {
        Map<Identifier, Standing> found = new HashMap<>();
        for (JsonNode number : truth.get("numbers")) {
            Identifier asked = identifier(number);
            found.put(
                    asked,
                    registry.masterRecords()
                            .standing(
                                    asked.type().subjectType(),
                                    List.of(new Standing.Asked(registry.ids().of(asked), asked)),
                                    null)
                            .results()
                            .get(0));
        }
        return found;
    }

    private static void numbersAnswer(Map<Identifier, Standing> standings) {
        TreeMap<String, String> found = new TreeMap<>();
        TreeMap<String, String> told = new TreeMap<>();
        for (JsonNode number : truth.get("numbers")) {
            Identifier asked = identifier(number);
            found.put(asked.toString(), answer(standings.get(asked)));
            TreeSet<String> names = new TreeSet<>();
            number.get("names").forEach(name -> names.add(name.asString()));
            String by = number.has("by") ? " " + identifier(number.get("by")) : "";
            told.put(asked.toString(), number.get("answer").asString() + by + " " + names);
        }
        assertThat(told).hasSizeGreaterThan(50 * ROUNDS);
        assertThat(found).isEqualTo(told);
    }

    private static String answer(Standing standing) {
        if (standing instanceof Standing.Found found) return "FOUND [" + name(found.subject()) + "]";
        if (standing instanceof Standing.Superseded superseded)
            return "SUPERSEDED " + superseded.by().identifier() + " [" + name(superseded.by()) + "]";
        if (standing instanceof Standing.Ambiguous ambiguous)
            return "AMBIGUOUS "
                    + new TreeSet<>(ambiguous.successors().stream()
                            .map(IdentitySampleIT::name)
                            .toList());
        return "NO_RECORD";
    }

    private static String name(StoredSubject subject) {
        return MasterForm.read(subject.master()).items().byItem().get("name").stream()
                .filter(segment -> segment.covers(TODAY))
                .map(Segment::value)
                .findFirst()
                .orElseThrow();
    }

    private static void recordsBelong(Registry registry, Map<Identifier, Standing> standings) {
        TreeMap<String, String> found = new TreeMap<>();
        TreeMap<String, String> told = new TreeMap<>();
        for (JsonNode subject : truth.get("subjects")) {
            Identifier number = identifier(subject);
            String name = subject.get("name").asString();
            Standing standing = standings.get(number);
            Stream<StoredSubject> holders = standing instanceof Standing.Ambiguous ambiguous
                    ? ambiguous.successors().stream().filter(part -> name(part).equals(name))
                    : Stream.of(((Standing.Found) standing).subject());
            List<String> records = new ArrayList<>();
            holders.forEach(holder -> records.addAll(records(registry, holder.ref(), false)));
            found.put(number + " " + name, records.toString());
            told.put(number + " " + name, texts(subject.get("records")).toString());
        }
        assertThat(found).isEqualTo(told);
    }

    private static void unassignedRecordsAreHeld(Registry registry) {
        assertThat(truth.get("unassigned").size()).isEqualTo(2 * ROUNDS);
        for (JsonNode shared : truth.get("unassigned"))
            assertThat(records(registry, registry.ids().of(identifier(shared)), true))
                    .isEqualTo(texts(shared.get("records")));
    }

    /** All records that stand with the subject; each must be held, or none. */
    private static List<String> records(Registry registry, SubjectId ref, boolean held) {
        TreeSet<String> keys = new TreeSet<>();
        for (Identities.Held each : registry.identities().of(ref).orElseThrow().records()) {
            RecordKey key = each.record();
            assertThat(each.held()).as("%s is held", key).isEqualTo(held);
            keys.add(key.source() + "/" + key.dataset() + "/" + key.recordId());
        }
        return List.copyOf(keys);
    }

    private static void predecessorsAndSuccessors(Registry registry) {
        TreeSet<String> told = new TreeSet<>();
        for (JsonNode each : truth.get("successions"))
            for (JsonNode predecessor : each.get("predecessors"))
                for (JsonNode successor : each.get("successors"))
                    for (SubjectLinks.Kind kind : List.of(SubjectLinks.Kind.SUCCESSOR, SubjectLinks.Kind.PREDECESSOR)) {
                        boolean forward = kind == SubjectLinks.Kind.SUCCESSOR;
                        told.add(identifier(forward ? predecessor : successor) + " " + kind + " "
                                + identifier(forward ? successor : predecessor) + " "
                                + each.get("kind").asString() + " "
                                + each.get("on").asString());
                    }
        assertThat(told).hasSize(2 * 8 * ROUNDS);
        Map<SubjectId, Identifier> numbers = new HashMap<>();
        for (JsonNode number : truth.get("numbers"))
            numbers.put(registry.ids().of(identifier(number)), identifier(number));
        TreeSet<String> found = new TreeSet<>();
        numbers.forEach((subject, number) -> registry.identities()
                .of(subject)
                .ifPresent(identity -> identity.links().links().stream()
                        .filter(link -> link.succession() != null)
                        .forEach(link -> found.add(number + " " + link.kind() + " " + numbers.get(link.subject()) + " "
                                + link.succession() + " " + link.on()))));
        assertThat(found).isEqualTo(told);
    }

    private static void conflictsAndHolds(TestDatabase database) {
        TreeMap<String, Integer> found = new TreeMap<>();
        new JdbcTemplate(database.dataSource())
                .queryForList("""
                        SELECT s.id_type || ' ' || s.id_number || ' ' || c.kind || ' ' || coalesce(c.item, '') || ' '
                            || coalesce(c.rule, '')
                        FROM subject_conflict c
                        JOIN (SELECT subject, id_type, id_number FROM person_current
                              UNION ALL SELECT subject, id_type, id_number FROM legal_entity_current) s USING (subject)
                        WHERE c.settled_at IS NULL""", String.class)
                .forEach(line -> found.merge(line, 1, Integer::sum));
        TreeMap<String, Integer> told = new TreeMap<>();
        for (JsonNode each : List.of(plainTruth, truth)) {
            for (JsonNode c : each.get("conflicts"))
                told.merge(
                        c.get("idType").asString() + " " + c.get("id").asString() + " "
                                + c.get("kind").asString() + " " + c.get("item").asString() + " "
                                + c.get("rule").asString(""),
                        1,
                        Integer::sum);
            for (JsonNode h : each.get("holds"))
                told.merge(h.get("idType").asString() + " " + h.get("id").asString() + " HOLD name ", 1, Integer::sum);
        }
        assertThat(truth.get("conflicts").size()).isEqualTo(ROUNDS);
        assertThat(truth.get("holds").size()).isEqualTo(3 * ROUNDS);
        assertThat(found).isEqualTo(told);
    }

    /** What was put in on purpose is found, and what only looks like it is not. */
    private static void rulesAcrossSubjects(Registry registry, TestDatabase database) {
        try {
            assertThat(registry.followingCrossRules().await(registry.engine().headPosition(), Duration.ofMinutes(2)))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Set<String> broken = new TreeSet<>(new JdbcTemplate(database.dataSource())
                .queryForList(
                        "SELECT rule || ' ' || subject || ' ' || item || ' ' || other FROM tie_violation",
                        String.class));
        Set<String> violated = new TreeSet<>();
        Set<String> inOrder = new TreeSet<>();
        for (JsonNode each : truth.get("relations")) {
            String relation = each.get("rule").asString() + " " + ref(registry, each.get("subject")) + " "
                    + each.get("item").asString() + " " + ref(registry, each.get("other"));
            (each.get("violated").asBoolean() ? violated : inOrder).add(relation);
        }
        assertThat(violated).isNotEmpty();
        assertThat(inOrder).isNotEmpty();
        assertThat(broken).containsAll(violated).doesNotContainAnyElementsOf(inOrder);
    }

    /** Of the subject that has the number now. */
    private static SubjectId ref(Registry registry, JsonNode number) {
        Identifier asked = identifier(number);
        Standing standing = registry.masterRecords()
                .standing(
                        asked.type().subjectType(),
                        List.of(new Standing.Asked(registry.ids().of(asked), asked)),
                        null)
                .results()
                .get(0);
        if (standing instanceof Standing.Found found) return found.subject().ref();
        if (standing instanceof Standing.Superseded superseded)
            return superseded.by().ref();
        return registry.ids().of(asked);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }
}
