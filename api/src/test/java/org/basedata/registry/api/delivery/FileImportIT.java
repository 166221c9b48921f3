package org.basedata.registry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.basedata.registry.api.delivery.Deliveries.citizen;
import static org.basedata.registry.api.delivery.Deliveries.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.FileRefused;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.importers.file.ImportReport;
import org.basedata.registry.importers.ledger.RefusedRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class FileImportIT {
    private static final String DATASET = Deliveries.SOCIAL_INSURANCE;
    private static final String HEADER = "recordId,version,idType,id,name,insuranceKinds\n";

    private TestDatabase db;
    private Registry registry;
    private JdbcTemplate jdbc;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        db = new TestDatabase().open();
        registry = registryOn(db);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    private Registry registryOn(TestDatabase database) {
        return Registry.open(
                database.database(), CatalogueLoader.standardYaml(), Clock.systemUTC(), 2, folder.resolve("spool"));
    }

    @AfterEach
    void close() {
        registry.close();
        db.close();
    }

    private Path file(int rows, String kinds, int... badRows) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int n = 1; n <= rows; n++) {
            boolean bad = false;
            for (int each : badRows) bad |= each == n;
            text.append("F-").append(n).append(",1,RESIDENT_ID,");
            text.append(bad ? "123" : citizen(n))
                    .append(",测试人")
                    .append(n)
                    .append(',')
                    .append(kinds)
                    .append('\n');
        }
        return Files.writeString(Files.createTempFile(folder, "persons", ".csv"), text);
    }

    private ImportReport run(Path file) {
        return registry.desk().fileImport().run(FileDelivery.of(file, "RS", DATASET), progress -> {});
    }

    private static String sums(ImportReport report) {
        return report.counts().received() + " = " + report.counts().accepted() + " + "
                + report.counts().unchanged() + " + " + report.counts().refused();
    }

    @Test
    void oneBadLineOfManyIsRefusedWithItsLine() throws IOException {
        Path file = file(20_000, "养老", 15_000);
        ImportReport report = run(file);
        assertThat(sums(report)).isEqualTo("20000 = 19999 + 0 + 1");
        assertThat(report.exitCode()).isEqualTo(3);
        List<RefusedRow> refused = registry.desk().refusals(report.deliveryId(), -1, 10);
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).line()).isEqualTo(15_001);
        assertThat(refused.get(0).index()).isEqualTo(14_999);
        assertThat(refused.get(0).record())
                .isEqualTo(
                        "{\"recordId\":\"F-15000\",\"version\":\"1\",\"idType\":\"RESIDENT_ID\",\"id\":\"123\",\"name\":\"测试人15000\",\"insuranceKinds\":\"养老\"}");
        ImportReport again = run(file);
        assertThat(sums(again)).isEqualTo("20000 = 0 + 19999 + 1");
        assertThat(again.deliveryId()).isNotEqualTo(report.deliveryId());
        assertThat(again.resumed()).isFalse();
    }

    @Test
    void aFileIsOneDeliveryWithItsEventsAndItsPosition() throws IOException {
        ImportReport report = run(file(3_000, "养老", 5, 6));
        Map<String, JsonNode> events = events(jdbc, report.deliveryId());
        assertThat(events.keySet()).containsExactly("DeliveryReceived", "RowsRefused", "DeliveryCompleted");
        assertThat(events.get("DeliveryReceived").path("channel").stringValue()).isEqualTo("FILE");
        assertThat(events.get("DeliveryReceived").path("contentHash").stringValue())
                .hasSize(64);
        assertThat(events.get("RowsRefused").path("rows").asLong()).isEqualTo(2);
        assertThat(events.get("DeliveryCompleted")
                        .path("counts")
                        .path("accepted")
                        .asLong())
                .isEqualTo(2_998);
        assertThat(Long.parseLong(report.position()))
                .isEqualTo(jdbc.queryForObject("SELECT max(last_position) FROM log_block", Long.class));
    }

    @Test
    void progressOnlyGrowsAndEndsAtTheEnd() throws IOException {
        Path file = file(9_000, "养老");
        List<ImportProgress> seen = new ArrayList<>();
        registry.desk().fileImport().run(FileDelivery.of(file, "RS", DATASET), seen::add);
        assertThat(seen).hasSizeGreaterThan(3);
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i).rows())
                    .isGreaterThanOrEqualTo(seen.get(i - 1).rows());
            assertThat(seen.get(i).bytesDone())
                    .isGreaterThanOrEqualTo(seen.get(i - 1).bytesDone());
        }
        ImportProgress last = seen.get(seen.size() - 1);
        assertThat(last.state()).isEqualTo(ImportProgress.State.DONE);
        assertThat(last.rows()).isEqualTo(9_000);
        assertThat(last.bytesDone()).isEqualTo(Files.size(file)).isEqualTo(last.bytesTotal());
        assertThat(last.left()).isEqualTo(Duration.ZERO);
    }

    @Test
    void killedOnTheWayItGoesOnAsTheSameDeliveryAndTheSumsAgree() throws Exception {
        Path file = file(16_000, "养老", 3, 7_999, 15_000);
        long killedAt = killedAfter(file, "", 4_000);
        assertThat(killedAt).isLessThan(16_000);
        UUID delivery = jdbc.queryForObject("SELECT delivery FROM import_checkpoint", UUID.class);
        ImportReport report = runWhenTheOtherIsGone(FileDelivery.of(file, "RS", DATASET));
        assertThat(report.resumed()).isTrue();
        assertThat(report.deliveryId()).isEqualTo(delivery);
        assertThat(sums(report)).isEqualTo("16000 = 15997 + 0 + 3");
        assertThat(registry.desk().refusals(delivery, -1, 10))
                .extracting(RefusedRow::index)
                .containsExactly(2L, 7_998L, 14_999L);
        assertThat(events(jdbc, delivery).keySet())
                .containsExactly("DeliveryReceived", "RowsRefused", "DeliveryCompleted");
        sameAsWithoutTheKill(file);
    }

    @Test
    void killedTwiceItStillEndsAsIfItHadNotBeen() throws Exception {
        Path file = file(14_000, "养老");
        killedAfter(file, "", 2_000);
        killedAfter(file, "", 6_000);
        ImportReport report = runWhenTheOtherIsGone(FileDelivery.of(file, "RS", DATASET));
        assertThat(sums(report)).isEqualTo("14000 = 14000 + 0 + 0");
        sameAsWithoutTheKill(file);
    }

    @Test
    void aCompleteExtractThatWasKilledEndsWhatItWouldHaveEnded() throws Exception {
        run(file(8_080, "养老"));
        Instant time = Instant.now().minusSeconds(60);
        // Changed rows: unchanged ones would be through before the kill.
        Path less = file(8_000, "医疗");
        killedAfter(less, time.toString(), 2_000);
        FileDelivery extract = FileDelivery.of(less, "RS", DATASET).extractedAt(time, true);
        ImportReport report = runWhenTheOtherIsGone(extract);
        assertThat(report.resumed()).isTrue();
        assertThat(report.vanished()).isEqualTo(80);
        assertThat(report.warnings()).isEmpty();
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM source_record WHERE stands_until > current_date + 1", Long.class))
                .isEqualTo(8_000);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM extract_present", Long.class))
                .isZero();
    }

    private void sameAsWithoutTheKill(Path file) {
        try (TestDatabase other = new TestDatabase().open();
                Registry straight = registryOn(other)) {
            straight.desk().fileImport().run(FileDelivery.of(file, "RS", DATASET), progress -> {});
            assertThat(Deliveries.contents(jdbc)).isEqualTo(Deliveries.contents(new JdbcTemplate(other.dataSource())));
        }
    }

    /** Runs the import in a program of its own, kills it without warning once so many rows are done. */
    private long killedAfter(Path file, String extractTime, long rows) throws Exception {
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportProgram.class.getName(),
                        db.url(),
                        db.user(),
                        db.password(),
                        file.toString(),
                        "RS",
                        DATASET,
                        extractTime,
                        folder.resolve("spool").toString())
                .redirectErrorStream(true)
                .start();
        long last = 0;
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && last < rows; line = lines.readLine()) {
                output.append(line).append('\n');
                if (line.startsWith("rows ")) last = Long.parseLong(line.substring(5));
            }
            program.destroyForcibly();
        }
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(last).as(output.toString()).isGreaterThanOrEqualTo(rows);
        return last;
    }

    /** The server notices a killed client a moment later; until then the import counts as running. */
    private ImportReport runWhenTheOtherIsGone(FileDelivery file) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return registry.desk().fileImport().run(file, progress -> {});
            } catch (FileRefused e) {
                if (System.nanoTime() > deadline) throw e;
                assertThat(e.faults()).extracting(Fault::code).containsExactly("FILE_RUNNING");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    @Test
    void connectionsThatAreCutOnTheWayCostNothing() throws Exception {
        Path file = file(12_000, "养老", 7);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger cut = new AtomicInteger();
        CompletableFuture<Void> cutter = CompletableFuture.runAsync(() -> {
            // Often enough to hit every kind of transaction, seldom enough for some to pass.
            while (!done.get() && cut.get() < 15) {
                cut.addAndGet(cutOne());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        });
        ImportReport report;
        try {
            report = run(file);
        } finally {
            done.set(true);
            cutter.get(10, TimeUnit.SECONDS);
        }
        assertThat(cut.get()).as("connections cut").isGreaterThan(2);
        assertThat(sums(report)).isEqualTo("12000 = 11999 + 0 + 1");
        assertThat(registry.desk().refusals(report.deliveryId(), -1, 10)).hasSize(1);
        sameAsWithoutTheKill(file);
    }

    private int cutOne() {
        try (var connection = DriverManager.getConnection(db.url(), db.user(), db.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(pg_terminate_backend(pid)) FROM (
                            SELECT pid FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
                            LIMIT 1) busy""")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            return 0;
        }
    }

    @Test
    void aFieldOfTenMillionCharactersIsRefusedAndTheRestGoesOn() throws IOException {
        Path file = Files.writeString(
                folder.resolve("huge.csv"),
                HEADER + "H-1,1,RESIDENT_ID," + citizen(1) + ",赵一,\"" + "字".repeat(10_000_000)
                        + "\"\nH-2,1,RESIDENT_ID," + citizen(2) + ",钱二,养老\n");
        ImportReport report = run(file);
        assertThat(sums(report)).isEqualTo("2 = 1 + 0 + 1");
        assertThat(report.refusedByCode()).containsOnlyKeys("ITEM_VALUE");
        assertThat(registry.desk().refusals(report.deliveryId(), -1, 1).get(0).record())
                .hasSizeGreaterThan(10_000_000);
    }

    @Test
    void theSameFileTwiceAtOnceIsImportedOnce() throws Exception {
        FileDelivery file = FileDelivery.of(file(12_000, "养老"), "RS", DATASET);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<ImportReport> first =
                CompletableFuture.supplyAsync(() -> registry.desk().fileImport().run(file, progress -> {
                    begun.countDown();
                    try {
                        go.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> registry.desk().fileImport().run(file, progress -> {}))
                .isInstanceOf(FileRefused.class)
                .hasMessageStartingWith("FILE_RUNNING");
        go.countDown();
        assertThat(sums(first.get(60, TimeUnit.SECONDS))).isEqualTo("12000 = 12000 + 0 + 0");
    }

    @Test
    void anExtractThatComesTooLateIsRefusedRowByRowAndKept() throws IOException {
        Instant time = Instant.now().minusSeconds(3_600);
        FileDelivery file = FileDelivery.of(file(2_500, "养老"), "RS", DATASET);
        registry.desk().fileImport().run(file.extractedAt(time, false), progress -> {});
        ImportReport late =
                registry.desk().fileImport().run(file.extractedAt(time.minusSeconds(60), true), progress -> {});
        assertThat(sums(late)).isEqualTo("2500 = 0 + 0 + 2500");
        assertThat(late.refusedByCode()).isEqualTo(Map.of("EXTRACT_OUT_OF_ORDER", 2_500L));
        assertThat(late.vanished()).isZero();
        assertThat(registry.desk().refusals(late.deliveryId(), 2_498, 10)).hasSize(1);
    }

    @Test
    void aNightlyExtractThatSaysNothingNewIsUnchangedAndAnEmptyOneStopsAtTheLimit() throws IOException {
        Path rows = Files.writeString(
                folder.resolve("extract.csv"),
                "recordId,idType,id,name\nN-1,RESIDENT_ID," + citizen(1) + ",赵一\nN-2,RESIDENT_ID," + citizen(2)
                        + ",钱二\n");
        Instant night = Instant.now().minusSeconds(7_200);
        FileDelivery file = FileDelivery.of(rows, "RS", DATASET);
        assertThat(sums(registry.desk().fileImport().run(file.extractedAt(night, true), progress -> {})))
                .isEqualTo("2 = 2 + 0 + 0");
        assertThat(sums(registry.desk()
                        .fileImport()
                        .run(file.extractedAt(night.plusSeconds(60), true), progress -> {})))
                .isEqualTo("2 = 0 + 2 + 0");
        Path none = Files.writeString(folder.resolve("none.csv"), "recordId,idType,id,name\n");
        ImportReport empty = registry.desk()
                .fileImport()
                .run(FileDelivery.of(none, "RS", DATASET).extractedAt(night.plusSeconds(120), true), progress -> {});
        assertThat(empty.warnings()).extracting(Fault::code).containsExactly("FILE_NO_ROWS", "EXTRACT_VANISHED_LIMIT");
        assertThat(empty.vanished()).isZero();
    }

    @Test
    void aReceivedFileIsImportedInTheBackgroundAndItsCopyGoes() throws Exception {
        UUID delivery = registry.desk().receive(FileDelivery.of(file(5_000, "养老", 4), "RS", DATASET));
        ImportProgress end = awaitEnd(registry, delivery);
        assertThat(end.state()).isEqualTo(ImportProgress.State.DONE);
        assertThat(end.counts().accepted()).isEqualTo(4_999);
        assertThat(end.counts().refused()).isEqualTo(1);
        awaitEmptySpool();
    }

    @Test
    void aReceivedFileThatIsNotFitSaysWhy() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.csv"), "recordId,name\nX,赵一\n");
        UUID delivery = registry.desk().receive(FileDelivery.of(file, "RS", DATASET));
        ImportProgress end = awaitEnd(registry, delivery);
        assertThat(end.state()).isEqualTo(ImportProgress.State.REFUSED);
        assertThat(end.faults()).extracting(Fault::code).containsOnly("FILE_HEADER_MISSING");
        awaitEmptySpool();
    }

    @Test
    void aReceivedFileWhoseProgramEndedGoesOnAtTheNextStart() throws Exception {
        UUID delivery = registry.desk().receive(FileDelivery.of(file(30_000, "养老"), "RS", DATASET));
        registry.close();
        registry = registryOn(db);
        assertThat(registry.desk().progress(delivery).orElseThrow().state()).isEqualTo(ImportProgress.State.RUNNING);
        registry.desk().resumeUnfinished();
        ImportProgress end = awaitEnd(registry, delivery);
        assertThat(end.state()).isEqualTo(ImportProgress.State.DONE);
        assertThat(end.counts().accepted()).isEqualTo(30_000);
        awaitEmptySpool();
    }

    @Test
    void aDeliveryThatIsNoFileHasNoProgress() {
        assertThat(registry.desk().progress(UUID.randomUUID())).isEmpty();
    }

    private void awaitEmptySpool() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            try (var files = Files.list(folder.resolve("spool"))) {
                if (files.findAny().isEmpty()) return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        try (var files = Files.list(folder.resolve("spool"))) {
            assertThat(files).isEmpty();
        }
    }

    private static ImportProgress awaitEnd(Registry registry, UUID delivery) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            ImportProgress now = registry.desk().progress(delivery).orElseThrow();
            if (now.state() != ImportProgress.State.RUNNING || System.nanoTime() > deadline) return now;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
