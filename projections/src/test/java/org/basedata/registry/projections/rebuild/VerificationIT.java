package org.basedata.registry.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.TiedHistory;
import org.basedata.registry.projections.change.OldChanges;
import org.basedata.registry.projections.delivery.DeliveryStatuses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class VerificationIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private LiveRegistry registry;
    private JdbcTemplate jdbc;

    @BeforeEach
    void empty() {
        begin();
    }

    private void begin() {
        db.clear();
        registry = new LiveRegistry(db);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    private void fill(long seed) {
        for (List<SubmitRecord> batch : RandomHistory.batches(seed, 12)) registry.submit(batch);
        registry.submit(TiedHistory.contradictions());
    }

    private UUID deliver(boolean projected) {
        UUID delivery = UUID.randomUUID();
        DeliveryReceived received =
                new DeliveryReceived(delivery, "GA", "FILE", "household-registration", "a.csv", null, null, false);
        long position = registry.append(0, received);
        if (projected)
            db.transactions().executeWithoutResult(status -> new DeliveryStatuses(db.dataSource(), LiveRegistry.JSON)
                    .apply(received, registry.now(), position));
        return delivery;
    }

    private List<String> differences() {
        List<Difference> found = new ArrayList<>();
        VerificationReport report = new Verification(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON)
                .run(found::add, progress -> {});
        assertThat(report.events()).isEqualTo(registry.log().head());
        assertThat(report.differences())
                .isEqualTo(found.stream().mapToLong(Difference::rows).sum());
        return found.stream()
                .map(d -> d.table() + " " + d.key() + " " + d.number() + " " + d.kind())
                .sorted()
                .toList();
    }

    @Test
    void what_was_written_live_is_found_to_be_as_the_events_say() {
        for (long seed = 0; seed < 12; seed++) {
            begin();
            fill(seed);
            deliver(true);
            assertThat(differences()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void a_snapshot_may_be_missing_but_must_not_be_wrong() {
        begin();
        for (int version = 1; version <= 160; version++)
            registry.submit(RowBuilder.row("GA", "household-registration", "GA-1")
                    .version(version)
                    .about(RandomHistory.PERSONS.get(0), "于海涛")
                    .item("householdNumber", "H" + version));
        assertThat(differences()).isEmpty();
        UUID subject = key("SELECT subject FROM subject_snapshot ORDER BY sequence LIMIT 1");
        jdbc.update("DELETE FROM subject_snapshot WHERE sequence = 49");
        jdbc.update("UPDATE subject_snapshot SET recorded_at = now() WHERE sequence = 99");
        jdbc.update("UPDATE subject_snapshot SET sequence = 150 WHERE sequence = 149");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "subject_snapshot " + subject + " 99 DIFFERENT",
                        "subject_snapshot " + subject + " 150 UNEXPLAINED");
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(jdbc.queryForList("SELECT sequence FROM subject_snapshot ORDER BY sequence", Long.class))
                .containsExactly(49L, 99L, 149L);
        assertThat(differences()).isEmpty();
    }

    @Test
    void every_row_that_was_changed_taken_or_added_is_told_and_no_other() {
        fill(7);
        UUID delivery = deliver(true);
        UUID person = key("SELECT subject FROM person_current ORDER BY subject LIMIT 1");
        UUID entity = key("SELECT subject FROM legal_entity_current ORDER BY subject LIMIT 1");
        UUID changed = key("SELECT record_key FROM source_record WHERE owner IS NOT NULL ORDER BY record_key LIMIT 1");
        UUID taken = key("SELECT record_key FROM source_record ORDER BY record_key DESC LIMIT 1");
        UUID disputed = key("SELECT subject FROM subject_conflict ORDER BY subject, number LIMIT 1");
        Long number =
                jdbc.queryForObject("SELECT number FROM subject_conflict ORDER BY subject, number LIMIT 1", Long.class);
        UUID stranger = new UUID(-1, -1);
        jdbc.update("UPDATE person_current SET birth_date = '1900-01-01' WHERE subject = ?", person);
        jdbc.update("DELETE FROM legal_entity_current WHERE subject = ?", entity);
        jdbc.update(
                "INSERT INTO person_current SELECT ?, sequence, recorded_at, birth_date, present, id_type, id_number, name,"
                        + " other_values, records, master FROM person_current WHERE subject = ?",
                stranger,
                person);
        jdbc.update("UPDATE source_record SET stands_until = '1900-01-01' WHERE record_key = ?", changed);
        jdbc.update("DELETE FROM source_record WHERE record_key = ?", taken);
        jdbc.update(
                "INSERT INTO source_record SELECT ?, owner, highest_version, versions_held, stands_until, source, dataset,"
                        + " 'nobody''s', row_fingerprint, versions FROM source_record WHERE record_key = ?",
                stranger,
                changed);
        jdbc.update("UPDATE subject_conflict SET severity = 'none' WHERE subject = ? AND number = ?", disputed, number);
        UUID known = key("SELECT subject FROM search_period WHERE known_to IS NOT NULL ORDER BY subject LIMIT 1");
        UUID forgotten = key("SELECT subject FROM search_period ORDER BY subject DESC LIMIT 1");
        jdbc.update(
                "UPDATE search_period SET known_to = NULL, ended_by = NULL WHERE subject = ? AND number = 0", known);
        jdbc.update("DELETE FROM search_period WHERE subject = ? AND number = 0", forgotten);
        jdbc.update(
                "INSERT INTO search_period SELECT ?, 5, sequence, ended_by, known_from, known_to, valid_from, valid_to,"
                        + " legal_entity, item, value FROM search_period WHERE subject = ? AND number = 0",
                stranger,
                known);
        UUID told = key("SELECT subject FROM subject_change WHERE sequence = 0 ORDER BY subject LIMIT 1");
        UUID untold = key("SELECT subject FROM subject_change WHERE sequence = 0 ORDER BY subject DESC LIMIT 1");
        jdbc.update("UPDATE subject_change SET divisions = '|1|' WHERE subject = ? AND sequence = 0", told);
        jdbc.update("DELETE FROM subject_change WHERE subject = ? AND sequence = 0", untold);
        jdbc.update(
                "INSERT INTO subject_change SELECT ?, 5, -1, recorded_at, legal_entity, present, items, divisions"
                        + " FROM subject_change WHERE subject = ? AND sequence = 0",
                stranger,
                told);
        List<UUID> tied = jdbc.queryForList("SELECT DISTINCT subject FROM subject_tie ORDER BY 1 LIMIT 2", UUID.class);
        jdbc.update("UPDATE subject_tie SET kind = 'NEIGHBOUR' WHERE subject = ? AND number = 0", tied.get(0));
        jdbc.update("DELETE FROM subject_tie WHERE subject = ? AND number = 0", tied.get(1));
        jdbc.update("INSERT INTO subject_tie VALUES (?, 3, 'SPOUSE', ?)", stranger, person);
        List<Map<String, Object>> broken =
                jdbc.queryForList("SELECT subject, number FROM tie_violation ORDER BY subject, number LIMIT 3");
        String[] violations = broken.stream()
                .map(row -> "tie_violation " + row.get("subject") + " " + row.get("number"))
                .toArray(String[]::new);
        jdbc.update(
                "UPDATE tie_violation SET valid_to = '2099-01-01' WHERE number = ?",
                broken.get(0).get("number"));
        jdbc.update(
                "UPDATE tie_violation SET since = since + interval '1 second' WHERE number = ?",
                broken.get(1).get("number"));
        jdbc.update(
                "UPDATE tie_violation SET subject = ? WHERE number = ?",
                stranger,
                broken.get(2).get("number"));
        jdbc.update("UPDATE delivery_status SET file_name = 'b.csv'");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "person_current " + person + " 0 DIFFERENT",
                        "person_current " + stranger + " 0 UNEXPLAINED",
                        "legal_entity_current " + entity + " 0 MISSING",
                        "source_record " + changed + " 0 DIFFERENT",
                        "source_record " + taken + " 0 MISSING",
                        "source_record null 0 UNEXPLAINED",
                        "subject_conflict " + disputed + " " + number + " DIFFERENT",
                        "search_period " + known + " 0 DIFFERENT",
                        "search_period " + forgotten + " 0 MISSING",
                        "search_period " + stranger + " 5 UNEXPLAINED",
                        "subject_change " + told + " 0 DIFFERENT",
                        "subject_change " + untold + " 0 MISSING",
                        "subject_change " + stranger + " 5 UNEXPLAINED",
                        "subject_tie " + tied.get(0) + " 0 DIFFERENT",
                        "subject_tie " + tied.get(1) + " 0 MISSING",
                        "subject_tie " + stranger + " 3 UNEXPLAINED",
                        violations[0] + " DIFFERENT",
                        violations[1] + " DIFFERENT",
                        violations[2] + " MISSING",
                        "tie_violation " + stranger + " " + broken.get(2).get("number") + " UNEXPLAINED",
                        "delivery_status " + delivery + " 0 DIFFERENT");
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(differences()).isEmpty();
    }

    @Test
    void what_acts_left_is_found_to_be_as_the_events_say_and_links_that_were_changed_are_told() {
        int changed = 0;
        for (long seed = 0; seed < 8; seed++) {
            begin();
            registry.fillWithActs(seed);
            assertThat(differences()).as("seed %d", seed).isEmpty();
            List<UUID> linked = jdbc.queryForList(
                    "SELECT subject FROM person_current WHERE links LIKE '%LEADS_TO%' OR links LIKE '%\"ASSIGNED%'"
                            + " ORDER BY subject",
                    UUID.class);
            if (linked.isEmpty()) continue;
            UUID subject = linked.get(0);
            jdbc.update("UPDATE person_current SET links = NULL WHERE subject = ?", subject);
            assertThat(differences()).as("seed %d", seed).containsExactly("person_current " + subject + " 0 DIFFERENT");
            changed++;
        }
        assertThat(changed).isGreaterThan(4);
    }

    private UUID key(String query) {
        return jdbc.queryForObject(query, UUID.class);
    }

    @Test
    void a_delivery_that_the_follower_has_not_come_to_is_not_missed() {
        UUID followed = deliver(false);
        deliver(false);
        jdbc.update(
                "INSERT INTO tokenentry (processorname, segment, token) VALUES ('deliveries', 0, convert_to(?, 'UTF8'))",
                "{\"globalIndex\":1}");
        assertThat(differences()).containsExactly("delivery_status " + followed + " 0 MISSING");
    }

    @Test
    void periods_that_the_follower_has_not_come_to_are_not_missed() {
        fill(7);
        UUID last = UUID.fromString(
                jdbc.queryForObject("SELECT subject::text FROM event ORDER BY slot DESC LIMIT 1", String.class));
        jdbc.update("DELETE FROM search_period");
        assertThat(differences()).as("a follower that has not begun").isEmpty();
        jdbc.update(
                "INSERT INTO tokenentry (processorname, segment, token) VALUES ('search-periods', 0, convert_to(?, 'UTF8'))",
                "{\"globalIndex\":" + (registry.log().head() - 1) + "}");
        assertThat(differences())
                .isNotEmpty()
                .allMatch(difference -> difference.startsWith("search_period ") && difference.endsWith(" MISSING"))
                .noneMatch(difference -> difference.contains(last.toString()));
        jdbc.update("UPDATE tokenentry SET token = convert_to('{\"globalIndex\":0}', 'UTF8')");
        assertThat(differences()).isEmpty();
    }

    @Test
    void changes_that_the_follower_has_not_come_to_are_not_missed() {
        fill(7);
        jdbc.update("DELETE FROM subject_change");
        assertThat(differences()).as("a follower that has not begun").isEmpty();
        jdbc.update(
                "INSERT INTO tokenentry (processorname, segment, token) VALUES ('changes', 0, convert_to(?, 'UTF8'))",
                "{\"globalIndex\":" + registry.log().head() + "}");
        assertThat(differences())
                .isNotEmpty()
                .allMatch(difference -> difference.startsWith("subject_change ") && difference.endsWith(" MISSING"));
        jdbc.update("UPDATE tokenentry SET token = convert_to('{\"globalIndex\":0}', 'UTF8')");
        assertThat(differences()).isEmpty();
    }

    @Test
    void changes_whose_time_is_over_are_not_missed_and_do_not_come_back() {
        fill(7);
        Instant old = registry.now().plusSeconds(1);
        registry.later(Duration.ofDays(500));
        fill(8);
        int whole = jdbc.queryForObject("SELECT count(*) FROM subject_change", Integer.class);
        assertThat(new OldChanges(db.dataSource(), db.transactions()).drop(old)).isTrue();
        List<String> left = jdbc.queryForList("SELECT c::text FROM subject_change AS c ORDER BY 1", String.class);
        assertThat(left).hasSizeLessThan(whole);
        assertThat(differences()).isEmpty();
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(jdbc.queryForList("SELECT c::text FROM subject_change AS c ORDER BY 1", String.class))
                .isEqualTo(left);
        jdbc.update(
                "INSERT INTO tokenentry (processorname, segment, token) VALUES ('changes', 0, convert_to(?, 'UTF8'))",
                "{\"globalIndex\":" + registry.log().head() + "}");
        jdbc.update("DELETE FROM subject_change");
        assertThat(differences()).as("all that had to stay").hasSameSizeAs(left);
    }

    @Test
    void ties_and_violations_that_the_follower_has_not_come_to_are_not_missed() {
        registry.submit(List.of(TiedHistory.insurance(TiedHistory.PERSONS.get(1), TiedHistory.ENTITIES.get(1))
                .build()));
        registry.submit(TiedHistory.contradictions().subList(0, 3));
        long before = registry.log().head();
        registry.submit(List.of(
                TiedHistory.death(TiedHistory.PERSONS.get(0), "2020-02-29").build()));
        assertThat(jdbc.update("DELETE FROM tie_violation")).isEqualTo(3);
        assertThat(differences()).as("a follower that has come to the end").hasSize(3);
        jdbc.update(
                "INSERT INTO tokenentry (processorname, segment, token) VALUES ('cross-rules', 0, convert_to(?, 'UTF8'))",
                "{\"globalIndex\":" + before + "}");
        assertThat(differences()).as("the death is still to come").isEmpty();
        jdbc.update("DELETE FROM subject_tie");
        assertThat(differences()).isNotEmpty().allMatch(difference -> difference.endsWith(" MISSING"));
        jdbc.update("DELETE FROM tokenentry");
        assertThat(differences()).as("a follower that has not begun").isEmpty();
    }

    @Test
    void tables_that_a_rebuild_left_unfinished_or_a_registry_writes_to_are_not_compared() {
        try (RegistryLock open = RegistryLock.shared(db.dataSource())) {
            assertThat(open).isNotNull();
            assertThatThrownBy(this::differences).hasMessageContaining("REGISTRY_OPEN");
        }
        jdbc.update("INSERT INTO rebuild_unfinished (started_at) VALUES (now())");
        assertThatThrownBy(this::differences).hasMessageContaining("REBUILD_UNFINISHED");
    }
}
