package org.basedata.registry.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.TiedHistory;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.delivery.DeliveryStatuses;
import org.basedata.registry.projections.reconciliation.CaseWork;
import org.basedata.registry.projections.sharing.SharingWork;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class RebuildIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private LiveRegistry registry;
    private JdbcTemplate jdbc;
    private Rebuild rebuild;

    @BeforeEach
    void empty() {
        begin();
    }

    private void begin() {
        db.clear();
        registry = new LiveRegistry(db);
        jdbc = new JdbcTemplate(db.dataSource());
        rebuild = new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON);
    }

    /** Every derived row as text, by table. */
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : Rebuild.DERIVED)
            rows.put(table, jdbc.queryForList("SELECT t::text FROM " + table + " t ORDER BY 1", String.class));
        return rows;
    }

    @Test
    void what_is_rebuilt_equals_what_was_written_live_row_for_row() {
        for (long seed = 0; seed < 12; seed++) {
            begin();
            for (List<SubmitRecord> batch : RandomHistory.batches(seed, 12)) {
                registry.submit(batch);
                deliver();
            }
            registry.submit(TiedHistory.contradictions());
            registry.submit(TiedHistory.rows(seed, 40));
            tolerateOne();
            CaseWork.fill(db, registry);
            SharingWork.fill(db, registry);
            Map<String, List<String>> live = rows();
            assertThat(live)
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
            // Rows that no event explains must go, and a rebuild of a rebuild must not differ either.
            jdbc.update("UPDATE person_current SET name = 'x', sequence = 99");
            jdbc.update("DELETE FROM source_record WHERE highest_version > 2");
            jdbc.update("UPDATE tie_violation SET number = number + 1");
            jdbc.update("UPDATE reconciliation_case SET state = 'x', version = 99");
            jdbc.update("UPDATE case_verification SET source = 'x'");
            jdbc.update("UPDATE sharing_agreement SET state = 'x', granted = NULL");
            jdbc.update("DELETE FROM sharing_member");
            rebuild.run(progress -> {});
            assertThat(rows()).as("seed %d", seed).isEqualTo(live);
            rebuild.run(progress -> {});
            assertThat(rows()).as("seed %d, again", seed).isEqualTo(live);
        }
    }

    private void tolerateOne() {
        Map<String, Object> conflict = jdbc.queryForList(
                        "SELECT subject, number FROM subject_conflict WHERE settled_at IS NULL AND kind = 'ITEM'"
                                + " ORDER BY subject, number LIMIT 1")
                .get(0);
        registry.tolerateForMany(
                new SubjectId((UUID) conflict.get("subject")),
                (Long) conflict.get("number"),
                new DecisionGroups(db.dataSource(), LiveRegistry.JSON));
    }

    @Test
    void what_acts_left_equals_the_same_in_memory_and_is_rebuilt_row_for_row() {
        int linked = 0;
        for (long seed = 0; seed < 12; seed++) {
            begin();
            Ledger memory = registry.fillWithActs(seed);
            MasterRecords masterRecords = new MasterRecords(db.dataSource(), registry.streams());
            for (RecordedEvent event : memory.events()) {
                SubjectState state = memory.state().subject(event.subject());
                SubjectRecord found = masterRecords
                        .byRef(SubjectType.PERSON, event.subject(), null)
                        .orElse(null);
                assertThat(found != null).isEqualTo(state.master().present());
                if (found == null) continue;
                assertThat(found.master().digest()).isEqualTo(state.master().digest());
                assertThat(found.identifier()).isEqualTo(state.identifier());
                assertThat(found.links()).isEqualTo(state.links());
            }
            Map<String, List<String>> live = rows();
            jdbc.update("UPDATE person_current SET links = NULL");
            jdbc.update("UPDATE source_record SET owner = NULL");
            rebuild.run(progress -> {});
            assertThat(rows()).as("seed %d", seed).isEqualTo(live);
            linked += jdbc.queryForObject(
                    "SELECT count(*)::int FROM person_current WHERE links IS NOT NULL", Integer.class);
        }
        assertThat(linked).isGreaterThan(20);
    }

    /** A delivery of its own, projected at once as the processor would. */
    private void deliver() {
        UUID delivery = UUID.randomUUID();
        List<DeliveryEvent> events = List.of(
                new DeliveryReceived(delivery, "GA", "FILE", "household-registration", "a.csv", null, null, false),
                new RowsRefused(delivery, "GA", 1, new TreeMap<>(Map.of("ID_FORMAT", 1L))),
                new DeliveryCompleted(
                        delivery, "GA", new DeliveryCompleted.Counts(2, 1, 0, 1), 0, List.of(), List.of()));
        long last = registry.append(0, events.toArray(DeliveryEvent[]::new));
        DeliveryStatuses statuses = new DeliveryStatuses(db.dataSource(), LiveRegistry.JSON);
        db.transactions().executeWithoutResult(status -> {
            for (int i = 0; i < events.size(); i++)
                statuses.apply(events.get(i), registry.now(), last - events.size() + 1 + i);
        });
    }

    @Test
    void a_log_of_many_batches_is_rebuilt_to_its_end() {
        List<RowBuilder> rows = new ArrayList<>();
        for (int version = 1; version <= 5; version++)
            for (int i = 0; i < 1_500; i++)
                rows.add(RowBuilder.row("GA", "household-registration", "GA-" + i)
                        .version(version)
                        .about(new Identifier(IdType.PASSPORT, String.format("E%08d", i)), "于海涛")
                        .item("registeredAddress", "广州市天河区体育东路" + (1 + (i + version) % 7) + "号"));
        for (int from = 0; from < rows.size(); from += 2_500)
            registry.submit(rows.subList(from, from + 2_500).toArray(RowBuilder[]::new));
        Map<String, List<String>> live = rows();
        List<RebuildProgress> told = new ArrayList<>();
        RebuildReport report = rebuild.run(told::add);
        assertThat(rows()).isEqualTo(live);
        assertThat(report.events()).isEqualTo(registry.log().head()).isEqualTo(7_500);
        assertThat(told).extracting(RebuildProgress::done).isSorted().endsWith(7_500L);
        assertThat(told).allMatch(progress -> progress.total() == 7_500);
        assertThat(told.get(told.size() - 1).perSecond()).isPositive();
    }

    @Test
    void ties_that_were_rebuilt_go_on_as_if_nothing_had_been() {
        List<SubmitRecord> rows = TiedHistory.rows(5, 60);
        rows.forEach(row -> registry.submit(List.of(row)));
        Map<String, List<String>> without = rows();
        begin();
        rows.subList(0, 30).forEach(row -> registry.submit(List.of(row)));
        rebuild.run(progress -> {});
        rows.subList(30, 60).forEach(row -> registry.submit(List.of(row)));
        assertThat(rows()).isEqualTo(without);
        assertThat(without.get("tie_violation")).isNotEmpty();
    }

    @Test
    void after_a_rebuild_the_registry_goes_on_as_if_nothing_had_been() {
        List<List<SubmitRecord>> batches = RandomHistory.batches(7, 12);
        batches.forEach(registry::submit);
        Map<String, List<String>> without = rows();
        begin();
        batches.subList(0, 6).forEach(registry::submit);
        rebuild.run(progress -> {});
        batches.subList(6, 12).forEach(registry::submit);
        assertThat(rows()).isEqualTo(without);
    }

    @Test
    void no_rebuild_begins_while_a_registry_is_open_and_no_registry_opens_during_a_rebuild() {
        try (RegistryLock first = RegistryLock.shared(db.dataSource());
                RegistryLock second = RegistryLock.shared(db.dataSource())) {
            assertThat(first).isNotSameAs(second);
            assertThatThrownBy(() -> rebuild.run(progress -> {}))
                    .isInstanceOf(RegistryLocked.class)
                    .hasMessageContaining("REGISTRY_OPEN");
        }
        registry.submit(RandomHistory.batches(1, 1).get(0));
        rebuild.run(progress -> assertThatThrownBy(() -> RegistryLock.shared(db.dataSource()))
                .isInstanceOf(RegistryLocked.class)
                .hasMessageContaining("REBUILD_RUNNING"));
        RegistryLock.shared(db.dataSource()).close();
    }

    @Test
    void a_rebuild_that_is_broken_off_keeps_registries_shut_until_one_has_finished() {
        registry.submit(RandomHistory.batches(1, 1).get(0));
        Map<String, List<String>> live = rows();
        assertThatThrownBy(() -> rebuild.run(progress -> {
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThatThrownBy(() -> RegistryLock.shared(db.dataSource()))
                .isInstanceOf(RegistryLocked.class)
                .hasMessageContaining("REBUILD_UNFINISHED");
        rebuild.run(progress -> {});
        RegistryLock.shared(db.dataSource()).close();
        assertThat(rows()).isEqualTo(live);
    }

    @Test
    void a_record_whose_versions_stand_in_the_streams_of_several_subjects_is_put_together() {
        Identifier first = new Identifier(IdType.PASSPORT, "E10000001");
        Identifier second = new Identifier(IdType.PASSPORT, "E10000002");
        // Its withdrawal comes before everything; then it moves there and back, and a late version names the other.
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-1")
                .version(9)
                .operation(Operation.WITHDRAW));
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-1")
                .version(2)
                .about(first, "于海涛"));
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-1")
                .version(5)
                .about(second, "于海涛"));
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-1")
                .version(4)
                .about(first, "于海涛"));
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-1")
                .version(7)
                .about(first, "于海涛"));
        assertThat(jdbc.queryForObject("SELECT versions_held FROM source_record", Integer.class))
                .isEqualTo(5);
        assertThat(jdbc.queryForObject("SELECT count(DISTINCT subject) FROM event", Integer.class))
                .isEqualTo(3);
        Map<String, List<String>> live = rows();
        rebuild.run(progress -> {});
        assertThat(rows()).isEqualTo(live);
    }

    @Test
    void indexes_are_back_after_a_rebuild_however_often_it_was_broken_off_before() {
        RandomHistory.batches(3, 6).forEach(registry::submit);
        Map<String, List<String>> live = rows();
        List<String> before = indexes();
        for (int step : new int[] {1, 5, 30, 60, 100}) {
            int[] told = {0};
            assertThatThrownBy(() -> rebuild.run(progress -> {
                        if (++told[0] == step) throw new IllegalStateException("power cut");
                    }))
                    .hasMessage("power cut");
            assertThat(indexes()).as("broken off at step %d", step).hasSizeLessThan(before.size());
        }
        rebuild.run(progress -> {});
        assertThat(indexes()).isEqualTo(before);
        assertThat(rows()).isEqualTo(live);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM rebuild_index", Integer.class))
                .isZero();
    }

    /** All indexes of the database with what they are, and whether they are in use and part of their parents. */
    private List<String> indexes() {
        return jdbc.queryForList("""
                SELECT concat_ws(' ', indexdef, indisvalid, pg_get_constraintdef(c.oid), p.inhparent::regclass)
                FROM pg_indexes JOIN pg_index ON indexrelid = indexname::regclass
                    LEFT JOIN pg_constraint AS c ON c.conindid = indexrelid AND contype IN ('p', 'u')
                    LEFT JOIN pg_inherits AS p ON inhrelid = indexrelid
                WHERE schemaname = current_schema() ORDER BY 1""", String.class);
    }
}
