package org.basedata.registry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.basedata.registry.api.delivery.Deliveries.citizen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.ImportReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows that are known by their fingerprints become what they would have become the long way. */
class UnchangedRowsIT {
    private static final String DATASET = Deliveries.SOCIAL_INSURANCE;
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");

    private Side side;

    @TempDir
    Path folder;

    /** A registry on a database of its own. */
    private final class Side implements AutoCloseable {
        final TestDatabase db = new TestDatabase().open();
        final JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        final Registry registry;

        /** One lane and the same key for the ids of subjects: so rows are decided in the same order on both sides. */
        Side() {
            jdbc.update("DELETE FROM registry_key WHERE name = 'subject-id'");
            jdbc.update("INSERT INTO registry_key (name, value) VALUES ('subject-id', ?)", new byte[32]);
            registry = Registry.open(
                    db.database(), CatalogueLoader.standardYaml(), Clock.systemUTC(), 1, folder.resolve("spool"));
        }

        ImportReport run(FileDelivery file) {
            return registry.desk().fileImport().run(file, progress -> {});
        }

        /** Every row takes the long way while no fingerprint is known. */
        void forgetFingerprints() {
            jdbc.update("UPDATE source_record SET row_fingerprint = NULL");
        }

        /** The rows become durable, the checkpoint behind them does not, and the import is run again. */
        ImportReport runInterrupted(FileDelivery file, boolean shortCut) {
            jdbc.execute(
                    "ALTER TABLE import_checkpoint ADD CONSTRAINT broken CHECK (rows_done = 0 OR state = 'DONE') NOT VALID");
            try {
                run(file);
                throw new AssertionError("the import should have been interrupted");
            } catch (RuntimeException interrupted) {
                assertThat(interrupted).hasMessageContaining("broken");
            } finally {
                jdbc.execute("ALTER TABLE import_checkpoint DROP CONSTRAINT broken");
            }
            if (!shortCut) forgetFingerprints();
            return run(file);
        }

        /** A record that is loaded cannot be read any more: whatever becomes of its row became so by the fingerprint. */
        void makeUnreadable() {
            jdbc.update("UPDATE source_record SET versions = '[{\"version\":\"none\"}]'");
        }

        List<String> contents() {
            List<String> contents = new ArrayList<>(Deliveries.contents(jdbc));
            contents.addAll(jdbc.queryForList(
                    "SELECT concat_ws('|', kind, item, severity, valid_from, valid_to, settled_at IS NULL) AS c"
                            + " FROM subject_conflict ORDER BY c",
                    String.class));
            // Cases follow the log at a pace of their own: what one side comes to in two steps may be one on the other.
            contents.addAll(jdbc.queryForList(
                    "SELECT t.name || ' ' || count(*) FROM event e JOIN event_type t ON t.id = e.type"
                            + " WHERE t.name NOT LIKE 'Case%' GROUP BY t.name ORDER BY t.name",
                    String.class));
            return contents;
        }

        @Override
        public void close() {
            registry.close();
            db.close();
        }
    }

    @BeforeEach
    void open() {
        side = new Side();
    }

    @AfterEach
    void close() {
        side.close();
    }

    private FileDelivery file(String header, List<String> rows) throws IOException {
        Path path = Files.createTempFile(folder, "rows", ".csv");
        Files.writeString(path, header + '\n' + String.join("\n", rows) + '\n');
        return FileDelivery.of(path, "RS", DATASET);
    }

    private static List<String> persons(int from, int to, String before, String after) {
        List<String> rows = new ArrayList<>();
        for (int n = from; n <= to; n++) rows.add("U-" + n + before + ",RESIDENT_ID," + citizen(n) + ",测试人" + after);
        return rows;
    }

    private static String told(ImportReport report) {
        return report.counts() + " " + report.refusedByCode() + " " + report.vanished() + " "
                + report.warnings().stream().map(Fault::code).toList();
    }

    @Test
    void unchangedRowsOfAnExtractAreNotReadAgain() throws IOException {
        FileDelivery file = file("recordId,idType,id,name", persons(1, 3_000, "", ""));
        side.run(file.extractedAt(TIME, true));
        side.makeUnreadable();
        ImportReport partial = side.run(file.extractedAt(TIME.plusSeconds(60), false));
        assertThat(partial.counts().unchanged()).isEqualTo(3_000);
        ImportReport whole = side.run(file.extractedAt(TIME.plusSeconds(120), true));
        assertThat(whole.counts().unchanged()).isEqualTo(3_000);
        assertThat(whole.vanished()).isZero();
    }

    @Test
    void aRowThatIsSentAgainUnderItsVersionIsNotReadAgain() throws IOException {
        FileDelivery file = file("recordId,version,idType,id,name", persons(1, 500, ",7", ""));
        side.run(file);
        side.makeUnreadable();
        assertThat(side.run(file).counts().unchanged()).isEqualTo(500);
    }

    @Test
    void aRowWithWarningsIsCheckedEachTimeSoThatEachReceiptHasThem() throws IOException {
        FileDelivery file =
                file("recordId,idType,id,name", List.of("U-1,RESIDENT_ID," + fifteenDigits(citizen(1)) + ",测试人"));
        String first = told(side.run(file.extractedAt(TIME, false)));
        assertThat(first).contains("ID_15_DIGITS");
        assertThat(told(side.run(file.extractedAt(TIME.plusSeconds(60), false))))
                .contains("ID_15_DIGITS");
    }

    private static String fifteenDigits(String number) {
        return number.substring(0, 6) + number.substring(8, 17);
    }

    @Test
    void whatTheSameFileSaidOfARecordBeforeCountsBeforeWhatIsStored() throws IOException {
        String header = "recordId,version,idType,id,name";
        side.run(file(header, persons(1, 1, ",1", "")).extractedAt(TIME, false));
        List<String> rows = persons(1, 1, ",2", "改名");
        rows.addAll(persons(2, 6_000, ",1", ""));
        // Takes the time of the extract, above version 2, and says what version 1 said.
        rows.addAll(persons(1, 1, ",", ""));
        ImportReport report = side.run(file(header, rows).extractedAt(TIME.plusSeconds(60), false));
        assertThat(report.counts().accepted()).isEqualTo(6_001);
    }

    @Test
    void aRebuildKeepsTheFingerprints() throws IOException {
        side.run(file("recordId,idType,id,name", persons(1, 50, "", "")).extractedAt(TIME, true));
        String sql = "SELECT encode(row_fingerprint, 'hex') FROM source_record ORDER BY record_key";
        List<String> live = side.jdbc.queryForList(sql, String.class);
        assertThat(live).doesNotContainNull().hasSize(50);
        side.registry.close();
        Registry.rebuild(side.db.database(), progress -> {});
        assertThat(side.jdbc.queryForList(sql, String.class)).isEqualTo(live);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsDeliveredTheShortCutMakesNoDifference(long seed) throws IOException {
        Random random = new Random(seed * 7919);
        Instant time = TIME;
        List<String> before = null;
        try (Side without = new Side()) {
            for (int delivery = 0; delivery < 40; delivery++) {
                // A version column, filled or not, or none; half of the deliveries repeat most of the one before.
                int form = random.nextInt(4);
                boolean versions = form >= 2;
                List<String> rows = rows(random, versions, form == 3);
                if (before != null && random.nextBoolean()) rows = repeated(before, rows, random, versions);
                before = rows;
                boolean extract = !versions || random.nextInt(3) == 0;
                FileDelivery file = file(
                        "recordId," + (versions ? "version," : "") + "operation,idType,id,name,insuranceKinds,reason",
                        versions
                                ? rows
                                : rows.stream()
                                        .map(UnchangedRowsIT::withoutVersion)
                                        .toList());
                if (extract) {
                    time = time.plusSeconds(random.nextInt(4) * 60L);
                    Instant of = random.nextInt(6) == 0 ? time.minusSeconds(90) : time;
                    Waiver waiver = random.nextBoolean() ? new Waiver("steward.qian", "试验") : null;
                    file = new FileDelivery(
                            file.file(),
                            file.fileName(),
                            "RS",
                            DATASET,
                            null,
                            of,
                            !versions && random.nextBoolean(),
                            waiver,
                            waiver);
                }
                without.forgetFingerprints();
                boolean interrupted = random.nextInt(4) == 0;
                ImportReport one = interrupted ? side.runInterrupted(file, true) : side.run(file);
                ImportReport other = interrupted ? without.runInterrupted(file, false) : without.run(file);
                String as = "seed " + seed + ", delivery " + delivery;
                assertThat(told(one)).as(as).isEqualTo(told(other));
                assertThat(side.contents()).as(as).isEqualTo(without.contents());
            }
        }
    }

    private static List<String> rows(Random random, boolean versions, boolean gaps) {
        List<String> rows = new ArrayList<>();
        int count = 5 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            int record = random.nextInt(12);
            String operation =
                    switch (random.nextInt(12)) {
                        case 0 -> "CORRECT";
                        case 1 -> "END";
                        case 2 -> "WITHDRAW";
                        default -> "";
                    };
            // Mostly its own person; sometimes the record moves to the neighbour.
            int person = random.nextInt(8) == 0 ? record + 1 : record;
            boolean blank = gaps && random.nextBoolean();
            String version = versions && !blank ? Integer.toString(1 + random.nextInt(5)) : "";
            rows.add(String.join(
                    ",",
                    "P-" + record,
                    version,
                    operation,
                    "RESIDENT_ID",
                    random.nextInt(15) == 0 ? "123" : citizen(person + 1),
                    "测试人" + (random.nextInt(6) == 0 ? "甲" : ""),
                    random.nextInt(3) == 0 ? "工伤" : "养老",
                    operation.isEmpty() ? "" : "登记差错"));
        }
        return rows;
    }

    private static List<String> repeated(List<String> before, List<String> rows, Random random, boolean versions) {
        List<String> repeated = new ArrayList<>();
        for (String row : before) {
            if (random.nextInt(5) == 0) repeated.add(rows.get(random.nextInt(rows.size())));
            String[] parts = row.split(",", -1);
            if (versions && parts[1].isEmpty()) parts[1] = "3";
            repeated.add(String.join(",", parts));
        }
        return repeated;
    }

    private static String withoutVersion(String row) {
        String[] parts = row.split(",", -1);
        return parts[0] + row.substring(parts[0].length() + 1 + parts[1].length());
    }
}
