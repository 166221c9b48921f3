package org.basedata.registry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.basedata.registry.api.delivery.Deliveries.citizen;
import static org.basedata.registry.api.delivery.Deliveries.codes;
import static org.basedata.registry.api.delivery.Deliveries.counts;
import static org.basedata.registry.api.delivery.Deliveries.events;
import static org.basedata.registry.api.delivery.Deliveries.extract;
import static org.basedata.registry.api.delivery.Deliveries.json;
import static org.basedata.registry.api.delivery.Deliveries.of;
import static org.basedata.registry.api.delivery.Deliveries.outcomes;
import static org.basedata.registry.api.delivery.Deliveries.person;
import static org.basedata.registry.api.delivery.Deliveries.row;
import static org.basedata.registry.api.delivery.Deliveries.under;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.importers.delivery.IdempotencyConflict;
import org.basedata.registry.importers.delivery.StillRunning;
import org.basedata.registry.importers.delivery.StoredReceipt;
import org.basedata.registry.importers.delivery.SubmitDelivery;
import org.basedata.registry.importers.delivery.UnfitDelivery;
import org.basedata.registry.importers.delivery.UnknownSource;
import org.basedata.registry.importers.ledger.RefusedRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class DeliveryDeskIT {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final String DATASET = Deliveries.SOCIAL_INSURANCE;

    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    @TempDir
    static Path spool;

    private static final Deliveries.SetClock clock = new Deliveries.SetClock(NOW);
    private static Registry registry;
    private static JdbcTemplate jdbc;
    private static int persons;

    @BeforeAll
    static void open() {
        registry = Registry.open(db.database(), CatalogueLoader.standardYaml(), clock, 4, spool);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    private static int someone() {
        return ++persons;
    }

    private static JsonNode submit(SubmitDelivery delivery) {
        return json(registry.desk().submit(delivery));
    }

    @Test
    void everyRowHasItsOutcomeInOrderAndTheSumsAgree() {
        int n = someone();
        RawRecord good = person(DATASET, "A-" + n, "1", n, Map.of("insuranceKinds", "养老"));
        JsonNode receipt = submit(of(
                "RS",
                row(DATASET, "A-bad-" + n, "1", null, "110105194912310021", "王小兰", Map.of(), null, null),
                good,
                good,
                row("no-such-dataset", "A-x", "1", null, citizen(n), "王小兰", Map.of(), null, null)));
        assertThat(outcomes(receipt)).containsExactly("REFUSED", "ACCEPTED", "UNCHANGED", "REFUSED");
        assertThat(counts(receipt)).isEqualTo("4 = 1 + 1 + 2");
        assertThat(receipt.path("records").get(2).path("duplicate").asBoolean()).isTrue();
        assertThat(codes(receipt.path("records").get(0).path("faults"))).containsExactly("ID_CHECK_DIGIT");
        assertThat(codes(receipt.path("records").get(3).path("faults"))).contains("DATASET_UNKNOWN");
        assertThat(Long.parseLong(receipt.path("position").stringValue())).isPositive();
        assertThat(counts(submit(of("RS", good)))).isEqualTo("1 = 0 + 1 + 0");
    }

    @Test
    void thePositionCoversTheRowsOfTheDelivery() {
        int n = someone();
        JsonNode receipt = submit(of("RS", person(DATASET, "P-" + n, "1", n, Map.of())));
        UUID ref = UUID.fromString(receipt.path("records").get(0).path("ref").stringValue());
        Long position = jdbc.queryForObject("""
                SELECT b.last_position - b.events + 1 + e.slot - b.first_slot FROM event e
                JOIN log_block b ON e.slot >= b.first_slot AND e.slot < b.first_slot + b.events WHERE e.subject = ?""", Long.class, ref);
        assertThat(position)
                .isLessThanOrEqualTo(Long.parseLong(receipt.path("position").stringValue()));
    }

    @Test
    void aRefusedRowIsKeptAsItWasSentWithEveryReason() {
        RawRecord bad = new RawRecord(
                0,
                0,
                DATASET,
                "K-1",
                "7",
                null,
                "PERSON",
                "RESIDENT_ID",
                "123",
                null,
                Map.of("insuredSince", "昨天"),
                "2020-01-01",
                "2019-01-01",
                null,
                "天河分局",
                "李四");
        JsonNode receipt = submit(of("RS", bad));
        UUID delivery = UUID.fromString(receipt.path("deliveryId").stringValue());
        List<RefusedRow> kept = registry.desk().refusals(delivery, -1, 10);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).faults())
                .extracting(fault -> fault.code())
                .containsExactlyInAnyOrder("ID_FORMAT", "NAME_MISSING", "PERIOD_REVERSED", "ITEM_VALUE");
        assertThat(Deliveries.JSON.readTree(kept.get(0).record())).isEqualTo(Deliveries.JSON.readTree("""
                {"dataset":"social-insurance","recordId":"K-1","version":7,
                 "subject":{"type":"PERSON","idType":"RESIDENT_ID","id":"123"},"items":{"insuredSince":"昨天"},
                 "validFrom":"2020-01-01","validTo":"2019-01-01","handledBy":{"unit":"天河分局","person":"李四"}}"""));
    }

    @Test
    void refusedRowsAreReadPageByPage() {
        RawRecord bad = row(DATASET, "K-2", "1", null, "123", "王小兰", Map.of(), null, null);
        JsonNode receipt = submit(of("RS", bad, bad, bad, bad, bad));
        UUID delivery = UUID.fromString(receipt.path("deliveryId").stringValue());
        assertThat(registry.desk().refusals(delivery, -1, 2))
                .extracting(RefusedRow::index)
                .containsExactly(0L, 1L);
        assertThat(registry.desk().refusals(delivery, 1, 2))
                .extracting(RefusedRow::index)
                .containsExactly(2L, 3L);
        assertThat(registry.desk().refusals(delivery, 4, 2)).isEmpty();
        assertThat(registry.desk().refusals(UUID.randomUUID(), -1, 2)).isEmpty();
    }

    @Test
    void theDeliveryIsOnRecordAsEvents() {
        int n = someone();
        JsonNode receipt = submit(of(
                "RS",
                person(DATASET, "E-" + n, "1", n, Map.of()),
                row(DATASET, "E-bad", "1", null, "123", "王小兰", Map.of(), null, null)));
        Map<String, JsonNode> events =
                events(jdbc, UUID.fromString(receipt.path("deliveryId").stringValue()));
        assertThat(events.keySet()).containsExactly("DeliveryTaken");
        JsonNode taken = events.get("DeliveryTaken");
        assertThat(taken.path("channel").stringValue()).isEqualTo("API");
        assertThat(taken.path("refusedByCode").path("ID_FORMAT").asLong()).isEqualTo(1);
        assertThat(taken.path("counts")).isEqualTo(receipt.path("counts"));
        assertThat(taken.path("records")).isEqualTo(receipt.path("records"));
    }

    @Test
    void aDeliveryWithoutRefusedRowsSaysNothingOfThem() {
        int n = someone();
        JsonNode receipt = submit(of("RS", person(DATASET, "E2-" + n, "1", n, Map.of())));
        JsonNode taken = events(jdbc, UUID.fromString(receipt.path("deliveryId").stringValue()))
                .get("DeliveryTaken");
        assertThat(taken.path("counts").path("accepted").asLong()).isEqualTo(1);
        assertThat(taken.has("refusedByCode")).isFalse();
    }

    @Test
    void charactersThatNoDatabaseKeepsAreRefusedAndKeptAsSent() {
        JsonNode receipt = submit(of(
                "RS",
                row(DATASET, "N\0UL", "1", null, citizen(someone()), "王\0小兰", Map.of(), null, null),
                row("half\uD842", "HALF", "1", null, citizen(someone()), "王\uD842", Map.of(), null, null)));
        assertThat(outcomes(receipt)).containsExactly("REFUSED", "REFUSED");
        List<RefusedRow> kept = registry.desk()
                .refusals(UUID.fromString(receipt.path("deliveryId").stringValue()), -1, 10);
        assertThat(kept.get(0).record()).contains("N\\u0000UL").contains("王\\u0000小兰");
        assertThat(kept.get(1).record()).contains("half\\ud842").contains("王\\ud842");
    }

    @Test
    void anUnknownSourceIsRefusedBeforeAnythingIsLookedAt() {
        assertThatThrownBy(() -> submit(of("NOPE", person(DATASET, "U", "1", someone(), Map.of()))))
                .isInstanceOf(UnknownSource.class)
                .hasMessageStartingWith("SOURCE_UNKNOWN");
    }

    @Test
    void aDeliveryThatContradictsItselfIsRefusedWithEveryFault() {
        RawRecord row = person(DATASET, "X", "1", someone(), Map.of());
        UnfitDelivery unfit = catchThrowableOfType(UnfitDelivery.class, () -> registry.desk()
                .submit(new SubmitDelivery("RS", null, null, true, List.of(), "c", "key\u0007", "h")));
        assertThat(unfit.faults())
                .extracting(fault -> fault.code())
                .containsExactly("DELIVERY_SIZE", "EXTRACT_TIME_MISSING", "IDEMPOTENCY_KEY");
        assertThatThrownBy(() -> submit(extract("RS", DATASET, NOW.plus(Duration.ofDays(1)), false, row)))
                .hasMessageStartingWith("EXTRACT_TIME_FUTURE");
        assertThatThrownBy(() -> submit(extract("RS", null, NOW, false, row)))
                .hasMessageStartingWith("EXTRACT_WITHOUT_DATASET");
    }

    // Idempotency keys

    @Test
    void theSameKeyAndBodyGetTheSameReceiptByteForByte() {
        int n = someone();
        SubmitDelivery delivery = under("c1", "k1", "h1", "RS", person(DATASET, "I-" + n, "1", n, Map.of()));
        StoredReceipt first = registry.desk().submit(delivery);
        StoredReceipt second = registry.desk().submit(delivery);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.deliveryId()).isEqualTo(first.deliveryId());
        assertThat(outcomes(json(second))).containsExactly("ACCEPTED");
        assertThat(counts(submit(under("c1", "k1-other", "h1", "RS", person(DATASET, "I-" + n, "1", n, Map.of())))))
                .isEqualTo("1 = 0 + 1 + 0");
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflict() {
        int n = someone();
        submit(under("c1", "k2", "h1", "RS", person(DATASET, "I2-" + n, "1", n, Map.of())));
        assertThatThrownBy(() -> submit(under("c1", "k2", "h2", "RS", person(DATASET, "I2b-" + n, "1", n, Map.of()))))
                .isInstanceOf(IdempotencyConflict.class);
        assertThat(counts(submit(of("RS", person(DATASET, "I2b-" + n, "1", n, Map.of())))))
                .as("nothing of the refused request was kept")
                .isEqualTo("1 = 1 + 0 + 0");
    }

    @Test
    void theSameKeyOfAnotherClientIsAnotherKey() {
        int n = someone();
        submit(under("c1", "k3", "h1", "RS", person(DATASET, "I3-" + n, "1", n, Map.of())));
        assertThat(counts(submit(under("c2", "k3", "h2", "RS", person(DATASET, "I3-" + n, "1", n, Map.of())))))
                .isEqualTo("1 = 0 + 1 + 0");
    }

    @Test
    void ofManyAtOnceWithOneKeyOneIsTakenAndNoneSeesAnotherReceipt() throws Exception {
        int n = someone();
        SubmitDelivery delivery = under("c1", "k4", "h1", "RS", person(DATASET, "I4-" + n, "1", n, Map.of()));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++)
            answers.add(threads.submit((Callable<String>) () -> {
                go.await();
                try {
                    return new String(registry.desk().submit(delivery).json(), StandardCharsets.UTF_8);
                } catch (StillRunning e) {
                    return "running";
                }
            }));
        go.countDown();
        List<String> receipts = new ArrayList<>();
        for (Future<String> answer : answers) receipts.add(answer.get());
        threads.shutdown();
        receipts.removeIf("running"::equals);
        assertThat(receipts).isNotEmpty().containsOnly(receipts.get(0));
        assertThat(outcomes(Deliveries.JSON.readTree(receipts.get(0)))).containsExactly("ACCEPTED");
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM event e JOIN source_record r ON r.owner = e.subject WHERE r.record_id = ?",
                        Long.class,
                        "I4-" + n))
                .isEqualTo(1);
    }

    @Test
    void afterACrashTheSameDeliveryGoesOnAndItsRowsAreStillAccepted() {
        int n = someone();
        RawRecord row = person(DATASET, "I5-" + n, "1", n, Map.of());
        StoredReceipt before = registry.desk().submit(under("c1", "k5", "h1", "RS", row));
        // As a program leaves it that dies between the last commit of rows and the receipt.
        long deadProgram = 42;
        jdbc.update(
                "UPDATE idempotency_key SET state = 'RUNNING', receipt = NULL, owner = ? WHERE client = 'c1' AND key = 'k5'",
                deadProgram);
        jdbc.update("DELETE FROM event WHERE subject = ?", before.deliveryId());
        StoredReceipt after = registry.desk().submit(under("c1", "k5", "h1", "RS", row));
        assertThat(after.deliveryId()).isEqualTo(before.deliveryId());
        assertThat(outcomes(json(after))).containsExactly("ACCEPTED");
        assertThat(registry.desk().submit(under("c1", "k5", "h1", "RS", row)).json())
                .isEqualTo(after.json());
    }

    @Test
    void whileItsProgramLivesADeliveryIsStillRunning() {
        int n = someone();
        RawRecord row = person(DATASET, "I6-" + n, "1", n, Map.of());
        registry.desk().submit(under("c1", "k6", "h1", "RS", row));
        try (Registry other = Registry.open(db.database(), CatalogueLoader.standardYaml(), clock, 1, spool)) {
            other.desk().submit(under("c9", "k6-other", "h1", "RS", row));
            long living = jdbc.queryForObject("SELECT owner FROM idempotency_key WHERE client = 'c9'", Long.class);
            jdbc.update(
                    "UPDATE idempotency_key SET state = 'RUNNING', receipt = NULL, owner = ? WHERE client = 'c1' AND key = 'k6'",
                    living);
            assertThatThrownBy(() -> registry.desk().submit(under("c1", "k6", "h1", "RS", row)))
                    .isInstanceOf(StillRunning.class);
        }
    }

    @Test
    void aKeyIsForgottenAfterSevenDaysAndOldOnesAreRemovedOnTheWay() {
        int n = someone();
        submit(under("c1", "k7", "h1", "RS", person(DATASET, "I7-" + n, "1", n, Map.of())));
        jdbc.update(
                "UPDATE idempotency_key SET started_at = ? WHERE client = 'c1' AND key = 'k7'",
                Timestamp.from(clock.instant().minus(Duration.ofDays(7)).minusSeconds(1)));
        assertThat(counts(submit(under("c1", "k7", "h2", "RS", person(DATASET, "I7-" + n, "1", n, Map.of())))))
                .isEqualTo("1 = 0 + 1 + 0");
        jdbc.update("""
                INSERT INTO idempotency_key (client, key, body_hash, delivery, state, owner, started_at, receipt)
                SELECT 'old', 'k' || i, 'h', gen_random_uuid(), 'DONE', 1, ?, '' FROM generate_series(1, 1500) i""", Timestamp.from(clock.instant().minus(Duration.ofDays(8))));
        clock.set(clock.instant().plus(Duration.ofMinutes(2)));
        submit(under("c1", "k7-next", "h", "RS", person(DATASET, "I7-" + n, "1", n, Map.of())));
        assertThat(jdbc.queryForObject("SELECT count(*) FROM idempotency_key WHERE client = 'old'", Long.class))
                .as("a bounded batch at a time")
                .isEqualTo(500);
        submit(under("c1", "k7-last", "h", "RS", person(DATASET, "I7-" + n, "1", n, Map.of())));
        assertThat(jdbc.queryForObject("SELECT count(*) FROM idempotency_key WHERE client = 'old'", Long.class))
                .isZero();
    }

    // Extracts

    private static RawRecord ofExtract(String recordId, int n) {
        return person("housing-fund", recordId, null, n, Map.of());
    }

    @Test
    void extractsAreTakenInTheOrderOfTheirTimes() {
        String dataset = "housing-fund";
        int n = someone();
        Instant monday = Instant.parse("2026-11-02T16:00:00Z");
        assertThat(counts(submit(extract("GJJ", dataset, monday, false, ofExtract("X1", n)))))
                .isEqualTo("1 = 1 + 0 + 0");
        assertThat(counts(submit(extract("GJJ", dataset, monday.plusSeconds(86_400), false, ofExtract("X1", n)))))
                .as("says nothing new")
                .isEqualTo("1 = 0 + 1 + 0");
        JsonNode late = submit(extract("GJJ", dataset, monday, false, ofExtract("X1", n), ofExtract("X2", n)));
        assertThat(counts(late)).isEqualTo("2 = 0 + 0 + 2");
        assertThat(codes(late.path("records").get(1).path("faults"))).containsExactly("EXTRACT_OUT_OF_ORDER");
        assertThat(registry.desk()
                        .refusals(UUID.fromString(late.path("deliveryId").stringValue()), -1, 10))
                .hasSize(2);
        SubmitDelivery letIn = new SubmitDelivery(
                "GJJ",
                dataset,
                monday,
                true,
                List.of(ofExtract("X2", n)),
                null,
                null,
                null,
                new Waiver("steward.zhao", "补报"),
                null);
        JsonNode taken = submit(letIn);
        assertThat(counts(taken)).isEqualTo("1 = 1 + 0 + 0");
        assertThat(codes(taken.path("warnings"))).as("it ends nothing").containsExactly("EXTRACT_OVERTAKEN");
        assertThat(events(jdbc, UUID.fromString(taken.path("deliveryId").stringValue()))
                        .get("DeliveryTaken")
                        .path("letIn")
                        .path("by")
                        .stringValue())
                .isEqualTo("steward.zhao");
    }

    @Test
    void anUnchangedExtractLeavesNoEventButTheDeliverysOwn() {
        int n = someone();
        Instant day = Instant.parse("2026-11-02T16:00:00Z");
        RawRecord row = person("personal-tax", "T1", null, n, Map.of());
        submit(extract("SW", "personal-tax", day, false, row));
        long before = jdbc.queryForObject("SELECT count(*) FROM event", Long.class);
        submit(extract("SW", "personal-tax", day.plusSeconds(86_400), false, row));
        assertThat(jdbc.queryForObject("SELECT count(*) FROM event", Long.class))
                .isEqualTo(before + 1);
    }

    @Test
    void whatIsMissingFromACompleteExtractIsEndedAtItsDay() {
        String dataset = "disability";
        RawRecord[] rows = new RawRecord[40];
        for (int i = 0; i < 40; i++)
            rows[i] = person(dataset, "D" + i, null, someone(), Map.of("disabilityGrade", "2"));
        Instant first = Instant.parse("2026-11-02T15:59:00Z");
        submit(extract("CL", dataset, first, true, rows));

        RawRecord[] less = new RawRecord[39];
        System.arraycopy(rows, 0, less, 0, 39);
        // Refused, but present: it is not taken for gone.
        less[7] = row(dataset, "D7", null, null, "123", "王小兰", Map.of(), null, null);
        Instant second = Instant.parse("2026-11-09T16:30:00Z");
        JsonNode receipt = submit(extract("CL", dataset, second, true, less));
        assertThat(counts(receipt)).isEqualTo("39 = 0 + 38 + 1");
        assertThat(receipt.path("warnings")).isEmpty();
        Map<String, JsonNode> events =
                events(jdbc, UUID.fromString(receipt.path("deliveryId").stringValue()));
        assertThat(events.get("DeliveryTaken").path("vanished").asLong()).isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "SELECT stands_until FROM source_record WHERE dataset = ? AND record_id = 'D39'",
                        LocalDate.class,
                        dataset))
                .as("the day of the extract begins at +08:00")
                .isEqualTo("2026-11-10");
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM source_record WHERE dataset = ? AND stands_until > '2026-11-10'",
                        Long.class,
                        dataset))
                .isEqualTo(39);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM extract_present", Long.class))
                .isZero();

        JsonNode back = submit(extract("CL", dataset, second.plusSeconds(86_400), true, rows));
        assertThat(counts(back)).as("a record that comes back").isEqualTo("40 = 1 + 39 + 0");
    }

    @Test
    void whenTooManyAreMissingNothingIsEndedUntilAPersonLiftsTheLimit() {
        String dataset = "guardianship";
        RawRecord[] rows = new RawRecord[20];
        for (int i = 0; i < 20; i++) rows[i] = person(dataset, "G" + i, null, someone(), Map.of());
        Instant time = Instant.parse("2026-11-02T16:00:00Z");
        submit(extract("MZ", dataset, time, true, rows));
        RawRecord[] half = new RawRecord[10];
        System.arraycopy(rows, 0, half, 0, 10);
        JsonNode stopped = submit(extract("MZ", dataset, time.plusSeconds(60), true, half));
        assertThat(codes(stopped.path("warnings"))).containsExactly("EXTRACT_VANISHED_LIMIT");
        assertThat(standing(dataset)).isEqualTo(20);
        JsonNode lifted = submit(new SubmitDelivery(
                "MZ",
                dataset,
                time.plusSeconds(60),
                true,
                List.of(half),
                null,
                null,
                null,
                null,
                new Waiver("steward.qian", "机构撤并,确已减少")));
        assertThat(lifted.path("warnings")).isEmpty();
        assertThat(standing(dataset)).isEqualTo(10);
    }

    @Test
    void aRowWithoutRecordIdCouldBeAnyOfThoseThatSeemMissing() {
        String dataset = "qualification";
        RawRecord[] rows = new RawRecord[30];
        for (int i = 0; i < 30; i++) rows[i] = person(dataset, "Q" + i, null, someone(), Map.of());
        Instant time = Instant.parse("2026-11-02T16:00:00Z");
        submit(extract("RS", dataset, time, true, rows));
        rows[29] = row(dataset, null, null, null, citizen(someone()), "无号", Map.of(), null, null);
        JsonNode receipt = submit(extract("RS", dataset, time.plusSeconds(60), true, rows));
        assertThat(codes(receipt.path("warnings"))).containsExactly("EXTRACT_ROWS_NAMELESS");
        assertThat(standing(dataset)).isEqualTo(30);
    }

    private static long standing(String dataset) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM source_record WHERE dataset = ? AND stands_until > '2026-12-31'",
                Long.class,
                dataset);
    }

    @Test
    void anExtractHoldsRowsOfItsOwnDatasetOnly() {
        int n = someone();
        JsonNode receipt = submit(extract(
                "RS",
                DATASET,
                Instant.parse("2026-11-02T16:00:00Z"),
                false,
                person("qualification", "S1", "1", n, Map.of())));
        assertThat(codes(receipt.path("records").get(0).path("faults"))).containsExactly("EXTRACT_OTHER_DATASET");
    }

    // Many at once

    @Test
    void singleSubmissionsOfManyCallersShareTheirCommits() throws Exception {
        int callers = 32;
        int each = 40;
        long before = jdbc.queryForObject("SELECT count(*) FROM log_block", Long.class);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        List<Future<Integer>> done = new ArrayList<>();
        for (int c = 0; c < callers; c++) {
            int first = 500_000 + c * each;
            done.add(threads.submit(() -> {
                int accepted = 0;
                for (int i = 0; i < each; i++)
                    if (outcomes(submit(of("RS", person(DATASET, "M-" + (first + i), "1", first + i, Map.of()))))
                            .equals(List.of("ACCEPTED"))) accepted++;
                return accepted;
            }));
        }
        int accepted = 0;
        for (Future<Integer> each1 : done) accepted += each1.get();
        threads.shutdown();
        assertThat(accepted).isEqualTo(callers * each);
        long appends = jdbc.queryForObject("SELECT count(*) FROM log_block", Long.class) - before;
        assertThat(appends).as("appends for " + callers * each + " deliveries").isLessThan(callers * each);
    }

    @Test
    void fiveThousandRowsAreOneDelivery() {
        RawRecord[] rows = new RawRecord[SubmitDelivery.MOST];
        for (int i = 0; i < rows.length; i++) rows[i] = person(DATASET, "B-" + i, "1", 600_000 + i, Map.of());
        assertThat(counts(submit(of("RS", rows)))).isEqualTo("5000 = 5000 + 0 + 0");
        RawRecord[] more = new RawRecord[rows.length + 1];
        System.arraycopy(rows, 0, more, 0, rows.length);
        more[rows.length] = rows[0];
        assertThatThrownBy(() -> submit(of("RS", more))).hasMessageStartingWith("DELIVERY_SIZE");
    }
}
