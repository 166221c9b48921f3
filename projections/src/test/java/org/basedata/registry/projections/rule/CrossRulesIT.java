package org.basedata.registry.projections.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.rule.Party;
import org.basedata.registry.core.rule.SubjectFacts;
import org.basedata.registry.core.rule.Violation;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.TiedHistory;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rules across subjects, kept up to date by what the log brings. */
class CrossRulesIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Identifier ANNA = TiedHistory.PERSONS.get(0);
    private static final Identifier BORIS = TiedHistory.PERSONS.get(1);
    private static final Identifier CLARA = TiedHistory.PERSONS.get(2);
    private static final Identifier COMPANY = TiedHistory.ENTITIES.get(0);

    private LiveRegistry registry;
    private JdbcTemplate jdbc;

    @BeforeEach
    void empty() {
        db.clear();
        registry = new LiveRegistry(db);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    private static SubjectId ref(Identifier identifier) {
        return LiveRegistry.IDS.of(identifier);
    }

    private List<String> rules() {
        return jdbc.queryForList("SELECT rule FROM tie_violation ORDER BY rule, subject, number", String.class);
    }

    private List<String> ties() {
        return jdbc.queryForList("SELECT t::text FROM subject_tie t ORDER BY subject, number", String.class);
    }

    /** All but the times of recording, which depend on what came when. */
    private List<String> violations() {
        return jdbc.queryForList(
                "SELECT concat_ws(' ', subject, number, other, item, rule, severity, sources, valid_from, valid_to,"
                        + " regexp_replace(detail, '\"recordedAt\":[^,}]*', '', 'g'))"
                        + " FROM tie_violation ORDER BY subject, number",
                String.class);
    }

    private static RowBuilder company() {
        return TiedHistory.enterprise(COMPANY, ANNA).item("status", "1");
    }

    private static RowBuilder death() {
        return TiedHistory.death(ANNA, "2020-02-29");
    }

    @Test
    void either_side_may_come_first_or_both_together() {
        registry.submit(company());
        assertThat(rules()).isEmpty();
        Instant last = registry.submit(death());
        assertThat(rules()).containsExactly("LegalRepresentativeMustBeAlive");
        List<String> first = violations();
        assertThat(jdbc.queryForObject("SELECT since FROM tie_violation", java.time.OffsetDateTime.class)
                        .toInstant())
                .isEqualTo(last);
        empty();
        registry.submit(death());
        assertThat(ties()).isEmpty();
        registry.submit(company());
        assertThat(violations()).isEqualTo(first);
        empty();
        registry.submit(company(), death());
        assertThat(violations()).isEqualTo(first);
        assertThat(first.get(0))
                .startsWith(ref(COMPANY).toString())
                .contains(ref(ANNA).toString(), "{SCJG,WJ}", "2020-03-01");
    }

    @Test
    void a_withdrawal_or_a_correction_of_either_side_heals_it() {
        registry.submit(company(), death());
        registry.submit(death().version(2).operation(Operation.WITHDRAW));
        assertThat(rules()).isEmpty();
        registry.submit(death().version(3));
        assertThat(rules()).hasSize(1);
        registry.submit(TiedHistory.enterprise(COMPANY, BORIS).version(2).operation(Operation.CORRECT));
        assertThat(rules()).isEmpty();
        assertThat(ties()).hasSize(1).allMatch(tie -> tie.contains(ref(BORIS).toString()));
        registry.submit(company().version(3));
        assertThat(rules()).hasSize(1);
        registry.submit(company().version(4).operation(Operation.WITHDRAW));
        assertThat(rules()).isEmpty();
        assertThat(ties()).as("an absent subject has no ties").isEmpty();
    }

    @Test
    void whoever_is_named_by_a_number_that_is_anothers_by_now_is_looked_for_there() {
        registry.submit(company());
        registry.submit(TiedHistory.death(BORIS, "2020-02-29"));
        assertThat(rules()).isEmpty();
        registry.submit(RowBuilder.row("GA", "household-registration", "H-1").about(ANNA, "于海涛"));
        assertThat(registry.take(Acts.merge("merge", ANNA, BORIS))).isTrue();
        assertThat(rules()).containsExactly("LegalRepresentativeMustBeAlive");
        assertThat(violations().get(0)).contains(ref(BORIS).toString());
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(rules()).as("rebuilt").containsExactly("LegalRepresentativeMustBeAlive");
        assertThat(registry.take(Acts.revoke("revoked", ref(ANNA), "merge"))).isTrue();
        assertThat(rules()).isEmpty();

        Identifier present = new Identifier(IdType.RESIDENT_ID, "440106199003070034");
        assertThat(registry.take(Acts.replace("replace", ANNA, present))).isTrue();
        registry.submit(TiedHistory.death(present, "2021-02-28"));
        assertThat(rules()).containsExactly("LegalRepresentativeMustBeAlive");
        assertThat(violations().get(0)).contains(ref(ANNA).toString(), "2021-03-01");
    }

    @Test
    void a_death_is_told_to_all_who_name_the_person_and_its_withdrawal_too() {
        registry.submit(
                company(),
                TiedHistory.shareholding("S-1", TiedHistory.ENTITIES.get(1), ANNA),
                TiedHistory.guardianship("G-1", BORIS, ANNA),
                TiedHistory.guardianship("G-2", BORIS, ANNA));
        registry.submit(death());
        assertThat(rules())
                .containsExactly(
                        "GuardianMustBeAlive",
                        "GuardianMustBeAlive",
                        "LegalRepresentativeMustBeAlive",
                        "ShareholderMustBeAlive");
        registry.submit(TiedHistory.death(ANNA, "2020-03-05").version(2).operation(Operation.CORRECT));
        assertThat(violations()).hasSize(4).allMatch(violation -> violation.contains("2020-03-06"));
        registry.submit(death().version(3).operation(Operation.WITHDRAW));
        assertThat(rules()).isEmpty();
    }

    @Test
    void a_deregistration_is_told_to_all_who_are_insured_there_also_when_only_its_day_changes() {
        registry.submit(
                company(),
                TiedHistory.insurance(ANNA, COMPANY),
                TiedHistory.insurance(BORIS, COMPANY).to("2022-01-01"));
        registry.submit(company().version(2).item("status", "2").item("deregisteredOn", "2022-06-30"));
        assertThat(rules()).hasSize(1);
        registry.submit(company().version(3).item("status", "2").item("deregisteredOn", "2021-06-30"));
        assertThat(rules()).containsExactly("EmployerMustBeRegistered", "EmployerMustBeRegistered");
        registry.submit(company().version(4));
        assertThat(rules()).isEmpty();
    }

    @Test
    void a_marriage_of_one_side_is_seen_when_the_records_of_the_other_change() {
        registry.submit(TiedHistory.marriage("M-1", ANNA, BORIS, "2000-05-01"));
        registry.submit(TiedHistory.marriage("M-2", BORIS, ANNA, "2000-05-01"));
        registry.submit(TiedHistory.marriage("M-3", BORIS, CLARA, "2005-05-01"));
        assertThat(rules()).isEmpty();
        registry.submit(TiedHistory.marriage("M-2", BORIS, ANNA, "2000-05-01")
                .version(2)
                .operation(Operation.WITHDRAW));
        assertThat(rules()).containsExactly("SpousesMustNameEachOther");
        assertThat(violations().get(0)).startsWith(ref(ANNA).toString());
        registry.submit(TiedHistory.marriage("M-3", BORIS, CLARA, "2005-05-01")
                .version(2)
                .operation(Operation.WITHDRAW));
        assertThat(rules()).isEmpty();
        registry.submit(RowBuilder.row("GA", "household-registration", "H-1")
                .about(BORIS, "于海涛")
                .item("maritalStatus", "10"));
        assertThat(rules()).containsExactly("SpousesMustNameEachOther");
    }

    @Test
    void every_rule_has_a_contradiction_of_its_own() {
        registry.submit(TiedHistory.contradictions());
        assertThat(rules())
                .containsExactly(
                        "EmployerMustBeRegistered",
                        "GuardianMustBeAlive",
                        "LegalRepresentativeMustBeAlive",
                        "ShareholderMustBeAlive",
                        "SpousesMustNameEachOther");
    }

    @Test
    void whatever_the_order_of_arrival_the_rows_are_what_the_master_records_say() {
        int broken = 0;
        for (long seed = 0; seed < 15; seed++) {
            List<SubmitRecord> rows = new ArrayList<>(TiedHistory.rows(seed, 40));
            List<String> ties = null;
            List<String> violations = null;
            for (int order = 0; order < 3; order++) {
                empty();
                Random random = new Random(seed * 31 + order);
                Collections.shuffle(rows, random);
                for (int from = 0; from < rows.size(); ) {
                    int to = Math.min(rows.size(), from + 1 + random.nextInt(8));
                    registry.submit(rows.subList(from, to));
                    from = to;
                    assertThat(numbers())
                            .as("seed %d, order %d, %d rows", seed, order, to)
                            .isEqualTo(expected());
                }
                if (order == 0) {
                    ties = ties();
                    violations = violations();
                    broken += violations.size();
                }
                assertThat(ties()).as("seed %d", seed).isEqualTo(ties);
                assertThat(violations()).as("seed %d", seed).isEqualTo(violations);
            }
        }
        assertThat(broken).isGreaterThan(30);
    }

    /** Subjects with the numbers of their violations and what these say. */
    private Map<SubjectId, List<String>> numbers() {
        Map<SubjectId, List<String>> found = new TreeMap<>();
        jdbc.query(
                "SELECT subject, concat(number, ' ', other, ' ', detail) FROM tie_violation ORDER BY subject, number",
                row -> {
                    found.computeIfAbsent(new SubjectId(row.getObject(1, UUID.class)), subject -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return found;
    }

    /** The same, by the pure function over all master records there are. */
    private Map<SubjectId, List<String>> expected() {
        Map<SubjectId, Party> all = new TreeMap<>();
        jdbc.query(
                "SELECT subject, id_type, id_number, master FROM person_current WHERE present UNION ALL"
                        + " SELECT subject, id_type, id_number, master FROM legal_entity_current WHERE present",
                row -> {
                    SubjectId ref = new SubjectId(row.getObject(1, UUID.class));
                    Identifier identifier = new Identifier(IdType.valueOf(row.getString(2)), row.getString(3));
                    all.put(
                            ref,
                            Party.of(
                                    ref,
                                    new SubjectFacts(
                                            identifier,
                                            MasterForm.read(row.getBytes(4))
                                                    .items()
                                                    .byItem()),
                                    LiveRegistry.IDS::of));
                });
        Map<SubjectId, List<String>> expected = new TreeMap<>();
        all.forEach((ref, party) -> {
            List<String> violations = Violation.of(party, all::get).stream()
                    .map(v -> v.number() + " " + v.other() + " " + LiveRegistry.JSON.writeValueAsString(v.conflict()))
                    .toList();
            if (!violations.isEmpty()) expected.put(ref, violations);
        });
        return expected;
    }

    @Test
    void rows_are_the_same_in_batches_of_any_size_and_whatever_comes_again() {
        CrossRules rules = new CrossRules(db.dataSource(), LiveRegistry.IDS, LiveRegistry.JSON);
        for (long seed = 50; seed < 53; seed++) {
            empty();
            for (SubmitRecord row : TiedHistory.rows(seed, 60)) registry.submit(List.of(row));
            List<RecordedEvent> log = registry.events();
            List<String> ties = ties();
            List<String> violations = violations();
            for (int batch : new int[] {1, 7, log.size()}) {
                jdbc.update("DELETE FROM subject_tie");
                jdbc.update("DELETE FROM tie_violation");
                for (int from = 0; from < log.size(); from += batch) {
                    apply(rules, log.subList(from, Math.min(log.size(), from + batch)));
                    apply(rules, log.subList(0, Math.min(log.size(), from + batch)));
                }
                assertThat(ties()).as("seed %d, batches of %d", seed, batch).isEqualTo(ties);
                assertThat(violations())
                        .as("seed %d, batches of %d", seed, batch)
                        .isEqualTo(violations);
            }
        }
    }

    private static void apply(CrossRules rules, List<RecordedEvent> events) {
        db.transactions().executeWithoutResult(status -> rules.apply(LiveRegistry.changes(events)));
    }

    @Test
    void an_event_that_no_rule_asks_about_is_passed_over() {
        registry.submit(RowBuilder.row("GA", "household-registration", "H-1")
                .about(ANNA, "于海涛")
                .item("sex", "2")
                .item("birthDate", "1949-12-31"));
        assertThat(LiveRegistry.changes(registry.events())).isEmpty();
        registry.submit(company());
        assertThat(LiveRegistry.changes(registry.events()))
                .singleElement()
                .satisfies(change -> assertThat(change.breaks()).isEmpty());
    }

    @Test
    void an_employer_of_very_many_is_worked_off_in_parts() {
        List<SubmitRecord> rows = new ArrayList<>();
        for (int i = 0; i < 2_345; i++)
            rows.add(TiedHistory.insurance(new Identifier(IdType.PASSPORT, String.format("E%08d", i)), COMPANY)
                    .build());
        registry.submit(rows);
        registry.submit(company().item("status", "2").from("2020-01-01"));
        assertThat(rules()).hasSize(2_345);
        registry.submit(company().version(2).operation(Operation.CORRECT));
        assertThat(rules()).isEmpty();
        assertThat(ties()).hasSize(2_345 + 1);
    }
}
