package org.basedata.registry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordForm;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.StoredJson;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.FileRefused;
import org.basedata.registry.importers.file.ImportReport;
import org.basedata.registry.importers.ledger.RefusedRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * A folder a case under {@code deliveries}: the file, what is said of it ({@code delivery.json}), the records that the
 * registry holds afterwards, the refused rows and the receipt.
 */
class FileCasesIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    @TempDir
    static Path spool;

    private static Registry registry;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void open() {
        registry = Registry.open(db.database(), CatalogueLoader.standardYaml(), Clock.systemUTC(), 2, spool);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    static Stream<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(folder(""))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(FileCasesIT.class.getResource("/deliveries/").toURI()).resolve(name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theFileLeavesWhatItsFolderSays(String name) throws Exception {
        Path folder = folder(name);
        JsonNode given = json(folder, "delivery.json");
        String dataset = given.path("dataset").stringValue();
        FileDelivery file = FileDelivery.of(
                folder.resolve(given.path("file").stringValue()),
                given.path("source").stringValue(),
                dataset);
        JsonNode expected = json(folder, "receipt.json");
        List<String> before = records();
        if (expected.has("fileRefused")) {
            FileRefused refused = catchThrowableOfType(
                    FileRefused.class, () -> registry.desk().fileImport().run(file, progress -> {}));
            assertThat(refused.faults()).extracting(Fault::code).isEqualTo(strings(expected.path("fileRefused")));
            assertThat(records()).isEqualTo(before);
            return;
        }
        ImportReport report = registry.desk().fileImport().run(file, progress -> {});

        List<String> added = new ArrayList<>(records());
        added.removeAll(before);
        assertThat(added).containsExactlyInAnyOrderElementsOf(Files.readAllLines(folder.resolve("accepted.txt")));

        List<Map<String, Object>> refused = new ArrayList<>();
        for (RefusedRow row : registry.desk().refusals(report.deliveryId(), -1, 1_000))
            refused.add(new TreeMap<>(Map.of(
                    "line",
                    row.line(),
                    "codes",
                    row.faults().stream().map(Fault::code).sorted().toList())));
        assertThat(asJson(refused)).isEqualTo(sortedKeys(json(folder, "refused.json")));

        assertThat(asJson(report.counts())).isEqualTo(expected.path("counts"));
        assertThat(asJson(report.refusedByCode())).isEqualTo(expected.path("refused"));
        assertThat(report.warnings()).extracting(Fault::code).isEqualTo(strings(expected.path("warnings")));
        assertThat(report.exitCode())
                .isEqualTo(expected.path("counts").path("refused").asLong() == 0 ? 0 : 3);
    }

    /** Records that say something: record id, name, items in the order of their codes. */
    private static List<String> records() {
        return jdbc.query(
                "SELECT record_id, versions FROM source_record WHERE owner IS NOT NULL ORDER BY record_id",
                (row, n) -> {
                    List<RecordVersion> versions = StoredJson.read(row.getBytes(2), RecordForm::readVersions);
                    RecordContent content = versions.get(versions.size() - 1).content();
                    StringBuilder record =
                            new StringBuilder(row.getString(1)).append(' ').append(content.name());
                    content.items()
                            .forEach((item, value) ->
                                    record.append(' ').append(item).append('=').append(value));
                    return record.toString();
                });
    }

    private static JsonNode sortedKeys(JsonNode refused) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode row : refused)
            rows.add(new TreeMap<>(Map.of(
                    "line",
                    row.path("line").asLong(),
                    "codes",
                    strings(row.path("codes")).stream().sorted().toList())));
        return asJson(rows);
    }

    private static JsonNode asJson(Object value) {
        return Deliveries.JSON.readTree(Deliveries.JSON.writeValueAsString(value));
    }

    private static JsonNode json(Path folder, String name) throws IOException {
        return Deliveries.JSON.readTree(Files.readAllBytes(folder.resolve(name)));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.stringValue()));
        return strings;
    }
}
