package org.basedata.registry.api.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.ImportReport;
import org.basedata.registry.importers.sample.SampleSize;
import org.basedata.registry.projections.following.Following;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample of the demo goes through the real importers into a real database, and what comes out is what was put in. */
class SampleTruthIT {
    @RegisterExtension
    static final LoadedSample SAMPLE = new LoadedSample(new SampleSize(2_000, 400));

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static JsonNode truth;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void readWhatWasPutIn() {
        truth = JSON.readTree(SAMPLE.sample().truth().toFile());
        jdbc = new JdbcTemplate(SAMPLE.dataSource());
    }

    @Test
    void every_row_ends_as_told() {
        for (JsonNode file : truth.get("files")) {
            ImportReport report = SAMPLE.reports().get(file.get("file").asString());
            DeliveryCompleted.Counts counts = report.counts();
            assertThat(counts)
                    .as(file.get("file").asString())
                    .isEqualTo(new DeliveryCompleted.Counts(
                            file.get("rows").asLong(),
                            file.get("accepted").asLong(),
                            file.get("unchanged").asLong(),
                            file.get("refused").asLong()));
            Map<String, Long> byCode = new TreeMap<>();
            file.get("refusedByCode")
                    .properties()
                    .forEach(e -> byCode.put(e.getKey(), e.getValue().asLong()));
            assertThat(new TreeMap<>(report.refusedByCode())).isEqualTo(byCode);
        }
    }

    @Test
    void the_refused_rows_are_in_quarantine_with_all_their_faults() {
        Map<UUID, String> files = new LinkedHashMap<>();
        SAMPLE.reports().forEach((file, report) -> files.put(report.deliveryId(), file));
        TreeSet<String> found = new TreeSet<>();
        jdbc.query("SELECT delivery, row_index, faults::text FROM quarantine", row -> {
            TreeSet<String> codes = new TreeSet<>();
            JSON.readTree(row.getString(3))
                    .forEach(fault -> codes.add(fault.get("code").asString()));
            found.add(files.get(row.getObject(1, UUID.class)) + ":" + (row.getLong(2) + 1) + ":" + codes);
        });
        TreeSet<String> told = new TreeSet<>();
        for (JsonNode one : truth.get("refusals")) {
            TreeSet<String> codes = new TreeSet<>();
            one.get("codes").forEach(code -> codes.add(code.asString()));
            told.add(one.get("file").asString() + ":" + one.get("row").asLong() + ":" + codes);
        }
        assertThat(found).isEqualTo(told);
    }

    @Test
    void the_open_conflicts_and_holds_are_exactly_those_put_in() {
        List<String> found = jdbc.queryForList("""
                SELECT s.id_type || ' ' || s.id_number || ' ' || c.kind || ' ' || coalesce(c.item, '') || ' '
                    || coalesce(c.rule, '')
                FROM subject_conflict c
                JOIN (SELECT subject, id_type, id_number FROM person_current
                      UNION ALL SELECT subject, id_type, id_number FROM legal_entity_current) s USING (subject)
                WHERE c.settled_at IS NULL""", String.class);
        TreeMap<String, Integer> counted = new TreeMap<>();
        found.forEach(line -> counted.merge(line, 1, Integer::sum));
        TreeMap<String, Integer> told = new TreeMap<>();
        for (JsonNode c : truth.get("conflicts"))
            told.merge(
                    c.get("idType").asString() + " " + c.get("id").asString() + " "
                            + c.get("kind").asString() + " " + c.get("item").asString() + " "
                            + c.get("rule").asString(""),
                    1,
                    Integer::sum);
        for (JsonNode h : truth.get("holds"))
            told.merge(h.get("idType").asString() + " " + h.get("id").asString() + " HOLD name ", 1, Integer::sum);
        assertThat(told).as("the sample holds something").isNotEmpty();
        assertThat(counted).isEqualTo(told);
    }

    @Test
    void rules_across_subjects_are_broken_by_nothing_that_was_not_put_in() throws InterruptedException {
        Registry registry = SAMPLE.registry();
        assertThat(registry.followingCrossRules().await(registry.engine().headPosition(), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(jdbc.queryForObject("SELECT count(*) FROM subject_tie", Long.class))
                .isPositive();
        assertThat(jdbc.queryForList(
                        "SELECT concat_ws(' ', rule, subject, valid_from, valid_to, detail) FROM tie_violation ORDER BY 1",
                        String.class))
                .isEmpty();
    }

    @Test
    void importing_a_file_again_changes_nothing() throws InterruptedException {
        Registry registry = SAMPLE.registry();
        // Cases that are opened behind the import are events, too.
        for (Following follower : List.of(registry.followingCrossRules(), registry.followingCases()))
            assertThat(follower.await(registry.engine().headPosition(), Duration.ofMinutes(1)))
                    .isTrue();
        long events = registry.engine().headPosition();
        String digest = tables();
        String name = SAMPLE.reports().keySet().iterator().next();
        Path file = SAMPLE.sample().files().get(0).path();
        assertThat(file).hasFileName(name);
        ImportReport again =
                registry.desk().fileImport().run(FileDelivery.of(file, "GA", "household-registration"), progress -> {});
        assertThat(again.counts().accepted()).isZero();
        assertThat(tables()).isEqualTo(digest);
        assertThat(registry.engine().headPosition() - events)
                .as("only the delivery's own events")
                .isLessThanOrEqualTo(3);
    }

    private static String tables() {
        return jdbc.queryForObject("""
                SELECT md5(string_agg(t, '' ORDER BY t)) FROM (
                    SELECT md5(p::text) t FROM person_current p UNION ALL SELECT md5(e::text) FROM legal_entity_current e
                    UNION ALL SELECT md5(r::text) FROM source_record r
                    UNION ALL SELECT md5(c::text) FROM subject_conflict c) x""", String.class);
    }
}
