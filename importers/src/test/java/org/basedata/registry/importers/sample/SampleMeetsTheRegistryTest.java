package org.basedata.registry.importers.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The registry's own domain, without a database, takes the sample row by row and must find what was put in. */
class SampleMeetsTheRegistryTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

    @TempDir
    static Path directory;

    private static JsonNode truth;
    private static final Map<String, Map<String, Long>> OUTCOMES = new LinkedHashMap<>();
    private static final Map<String, Map<String, Long>> REFUSED = new HashMap<>();
    private static final Map<String, Map<String, Long>> WARNED = new HashMap<>();
    private static final Set<String> REFUSALS = new TreeSet<>();
    private static final Map<String, Identifier> SUBJECTS = new LinkedHashMap<>();
    private static Ledger ledger;

    @BeforeAll
    static void importAll() throws IOException {
        SampleSet sample = SampleGenerator.generate(directory, new SampleSize(4_000, 800), 2026);
        truth = SampleRows.truth(sample);
        ledger = new Ledger();
        SubmissionCheck check = new SubmissionCheck(Ledger.CATALOGUE, CodeLists.standard());
        for (SampleFile file : sample.files()) {
            String name = file.path().getFileName().toString();
            Map<String, Long> outcomes = OUTCOMES.computeIfAbsent(name, n -> new TreeMap<>());
            for (SampleRows.Row row : SampleRows.of(file)) {
                SubmissionCheck.Checked checked = check.check(new UUID(0, 1), file.source(), raw(row), null, false);
                if (checked.record() == null) {
                    outcomes.merge("refused", 1L, Long::sum);
                    Set<String> codes =
                            checked.faults().stream().map(Fault::code).collect(Collectors.toSet());
                    codes.forEach(code ->
                            REFUSED.computeIfAbsent(name, n -> new TreeMap<>()).merge(code, 1L, Long::sum));
                    REFUSALS.add(name + ":" + row.number() + ":" + new TreeSet<>(codes));
                    continue;
                }
                for (Fault warning : checked.record().warnings())
                    WARNED.computeIfAbsent(name, n -> new TreeMap<>()).merge(warning.code(), 1L, Long::sum);
                SUBJECTS.put(checked.record().about().number(), checked.record().about());
                RecordOutcome outcome = ledger.submit(checked.record());
                outcomes.merge(outcome.outcome().name().toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
            }
        }
    }

    private static RawRecord raw(SampleRows.Row row) {
        Map<String, String> items = new LinkedHashMap<>(row.cells());
        items.keySet().removeAll(SampleRows.ENVELOPE);
        return new RawRecord(
                row.number() - 1,
                row.number() + 1,
                row.file().dataset(),
                row.get("recordId"),
                row.get("version"),
                row.get("operation"),
                null,
                row.get("idType"),
                row.get("id"),
                row.get("name"),
                items,
                row.get("validFrom"),
                row.get("validTo"),
                row.get("reason"),
                row.get("handlingUnit"),
                row.get("handlingPerson"));
    }

    @Test
    void rowsAreAcceptedUnchangedAndRefusedAsTold() {
        for (JsonNode file : truth.get("files")) {
            String name = file.get("file").asString();
            Map<String, Long> told = new TreeMap<>();
            for (String outcome : Set.of("accepted", "unchanged", "refused"))
                if (file.get(outcome).asLong() > 0)
                    told.put(outcome, file.get(outcome).asLong());
            assertThat(OUTCOMES.get(name)).as(name).isEqualTo(told);
            assertThat(REFUSED.getOrDefault(name, Map.of()))
                    .as("refused of %s", name)
                    .isEqualTo(counts(file.get("refusedByCode")));
            assertThat(WARNED.getOrDefault(name, Map.of()))
                    .as("warnings of %s", name)
                    .isEqualTo(counts(file.get("warningsByCode")));
        }
        Set<String> told = new TreeSet<>();
        for (JsonNode one : truth.get("refusals")) {
            Set<String> codes = new TreeSet<>();
            one.get("codes").forEach(code -> codes.add(code.asString()));
            told.add(one.get("file").asString() + ":" + one.get("row").asInt() + ":" + codes);
        }
        assertThat(REFUSALS).isEqualTo(told);
    }

    @Test
    void openConflictsAreThoseTold() {
        TreeMap<String, Integer> found = new TreeMap<>();
        SUBJECTS.forEach((number, subject) -> {
            for (OpenConflict open : ledger.master(subject).conflicts()) {
                Conflict conflict = open.conflict();
                if (conflict.kind() == ConflictKind.HOLD) continue;
                assertThat(conflict.isOpen(TODAY))
                        .as("no difference is a thing of the past")
                        .isTrue();
                Set<String> sources = new TreeSet<>();
                conflict.values().forEach(value -> sources.add(value.source()));
                found.merge(
                        number + " " + conflict.kind() + " " + conflict.item() + " " + conflict.rule() + " " + sources,
                        1,
                        Integer::sum);
            }
        });
        TreeMap<String, Integer> told = new TreeMap<>();
        for (JsonNode one : truth.get("conflicts")) {
            Set<String> sources = new TreeSet<>();
            one.get("sources").forEach(source -> sources.add(source.asString()));
            told.merge(
                    one.get("id").asString() + " " + one.get("kind").asString() + " "
                            + one.get("item").asString() + " " + one.get("rule").asString(null) + " " + sources,
                    1,
                    Integer::sum);
        }
        assertThat(found).isEqualTo(told);
    }

    @Test
    void heldRecordsAreThoseTold() {
        Set<String> found = new TreeSet<>();
        SUBJECTS.forEach((number, subject) -> ledger.conflicts(subject, ConflictKind.HOLD)
                .forEach(hold -> {
                    RecordKey record = hold.record();
                    found.add(number + " " + record.source() + "/" + record.dataset() + "/" + record.recordId());
                }));
        Set<String> told = new TreeSet<>();
        for (JsonNode one : truth.get("holds"))
            told.add(one.get("id").asString() + " " + one.get("source").asString() + "/"
                    + one.get("dataset").asString() + "/" + one.get("recordId").asString());
        assertThat(found).isEqualTo(told);
    }

    private static Map<String, Long> counts(JsonNode object) {
        Map<String, Long> counts = new TreeMap<>();
        object.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }
}
