package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.axonframework.modelling.command.ConcurrencyException;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.Registrar;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class SubjectTablesIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Identifier PERSON = RandomHistory.PERSONS.get(0);

    private LiveRegistry registry;
    private JdbcTemplate jdbc;

    @BeforeEach
    void empty() {
        db.clear();
        registry = new LiveRegistry(db);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    private static RowBuilder household(int version) {
        return RowBuilder.row("GA", "household-registration", "GA-1").version(version);
    }

    /** Rows are sent as the tables' own row types: another order would put values into each other's columns. */
    @Test
    void columns_are_written_in_the_order_of_the_tables() {
        Map<String, String> written = Map.of(
                "person_current", SubjectTables.PERSON_COLUMNS,
                "legal_entity_current", SubjectTables.ENTITY_COLUMNS,
                "source_record", SubjectTables.RECORD_COLUMNS,
                "subject_conflict", SubjectTables.CONFLICT_COLUMNS);
        written.forEach((table, columns) -> assertThat(jdbc.queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position",
                        String.class,
                        table))
                .as(table)
                .isEqualTo(List.of(columns.split(", "))));
    }

    @Test
    void what_is_loaded_from_the_tables_decides_as_if_it_had_never_left_memory() {
        for (long seed = 0; seed < 25; seed++) {
            db.clear();
            registry = new LiveRegistry(db);
            Registrar registrar = new Registrar(new Appraiser(Ledger.CATALOGUE), LiveRegistry.IDS);
            WorkingSet memory = new WorkingSet();
            List<RecordedEvent> expected = new ArrayList<>();
            Set<SubjectId> subjects = new HashSet<>();
            Set<RecordKey> records = new HashSet<>();
            for (List<SubmitRecord> batch : RandomHistory.batches(seed, 12)) {
                registry.submit(batch);
                for (SubmitRecord row : batch) registrar.decide(memory, row, registry.now(), expected);
                batch.forEach(row -> records.add(row.record()));
            }
            expected.forEach(event -> subjects.add(event.subject()));

            Map<SubjectId, List<RecordedEvent>> stored = registry.streams().read(subjects);
            Map<SubjectId, List<RecordedEvent>> decided = new TreeMap<>();
            expected.forEach(event -> decided.computeIfAbsent(event.subject(), s -> new ArrayList<>())
                    .add(event));
            assertThat(new TreeMap<>(stored)).as("seed %d", seed).isEqualTo(decided);
            WorkingSet loaded = registry.tables().load(subjects, EnumSet.allOf(SubjectType.class), records);
            for (SubjectId subject : subjects) {
                assertThat(loaded.subject(subject).master())
                        .isEqualTo(memory.subject(subject).master());
                assertThat(loaded.subject(subject).identifier())
                        .isEqualTo(memory.subject(subject).identifier());
                assertThat(loaded.subject(subject).sequence())
                        .isEqualTo(memory.subject(subject).sequence());
                assertThat(loaded.subject(subject).recordedAt())
                        .isEqualTo(memory.subject(subject).recordedAt());
                assertThat(loaded.subject(subject).owned())
                        .isEqualTo(memory.subject(subject).owned());
            }
            for (RecordKey record : records) {
                assertThat(loaded.record(record).versions())
                        .isEqualTo(memory.record(record).versions());
                assertThat(loaded.owner(record)).isEqualTo(memory.owner(record));
            }
        }
    }

    @Test
    void a_record_brings_in_the_subjects_it_ever_named_and_all_their_records() {
        Identifier other = RandomHistory.PERSONS.get(1);
        RowBuilder insurance = RowBuilder.row("RS", "social-insurance", "RS-1").about(other, "周梓萱");
        registry.submit(household(1).about(PERSON, "于海涛"), insurance);
        registry.submit(household(2).about(other, "周梓萱"));

        WorkingSet loaded = registry.tables()
                .load(
                        List.of(),
                        EnumSet.allOf(SubjectType.class),
                        List.of(new RecordKey("GA", "household-registration", "GA-1")));

        SubjectId then = LiveRegistry.IDS.of(PERSON);
        SubjectId now = LiveRegistry.IDS.of(other);
        assertThat(loaded.holds(then)).isTrue();
        assertThat(loaded.subject(then).owned()).isEmpty();
        assertThat(loaded.subject(now).owned())
                .containsExactlyInAnyOrder(
                        new RecordKey("GA", "household-registration", "GA-1"),
                        new RecordKey("RS", "social-insurance", "RS-1"));
        assertThat(loaded.record(new RecordKey("RS", "social-insurance", "RS-1"))
                        .versions())
                .hasSize(1);
    }

    @Test
    void a_withdrawal_that_comes_first_has_a_row_although_nothing_names_its_subject() {
        registry.submit(household(3).operation(Operation.WITHDRAW));
        assertThat(jdbc.queryForMap("SELECT id_type, id_number, present, sequence FROM person_current"))
                .containsEntry("id_type", null)
                .containsEntry("id_number", null)
                .containsEntry("present", false)
                .containsEntry("sequence", 0L);
        assertThat(jdbc.queryForObject("SELECT owner FROM source_record", Object.class))
                .isNull();
    }

    @Test
    void a_repeated_content_is_stored_once() {
        registry.submit(household(1).about(PERSON, "于海涛").item("registeredAddress", "广州市天河区体育东路1号"));
        registry.submit(household(2).about(PERSON, "于海涛").item("registeredAddress", "广州市天河区体育东路1号"));
        String stored = jdbc.queryForObject("SELECT versions::text FROM source_record", String.class);
        assertThat(stored.split("体育东路", -1)).hasSize(2);
        RecordKey key = new RecordKey("GA", "household-registration", "GA-1");
        assertThat(registry.tables()
                        .load(List.of(), EnumSet.allOf(SubjectType.class), List.of(key))
                        .record(key)
                        .versions())
                .extracting(version -> version.content().items().get("registeredAddress"))
                .containsExactly("广州市天河区体育东路1号", "广州市天河区体育东路1号");
    }

    @Test
    void two_writers_with_the_same_new_record_cannot_both_win() {
        WorkingSet first = decidedAside(household(1).about(PERSON, "于海涛"));
        registry.submit(household(1).about(PERSON, "于海波"));
        assertThatThrownBy(() -> write(first))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("ROW_CONFLICT");
    }

    @Test
    void two_writers_with_the_same_known_record_cannot_both_win() {
        registry.submit(household(1).about(PERSON, "于海涛"));
        WorkingSet first = decidedAside(household(2).about(PERSON, "于海涛").item("sex", "1"));
        registry.submit(household(3).about(PERSON, "于海涛").item("sex", "2"));
        assertThatThrownBy(() -> write(first))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("changed 1 row(s)");
        assertThat(jdbc.queryForObject("SELECT highest_version FROM source_record", Long.class))
                .isEqualTo(3);
    }

    /** A batch decided on what is loaded now, not written yet, and without its events. */
    private WorkingSet decidedAside(RowBuilder row) {
        SubmitRecord built = row.build();
        WorkingSet state = registry.tables()
                .load(
                        List.of(LiveRegistry.IDS.of(built.about())),
                        EnumSet.allOf(SubjectType.class),
                        List.of(built.record()));
        new Registrar(new Appraiser(Ledger.CATALOGUE), LiveRegistry.IDS)
                .decide(state, built, registry.now(), new ArrayList<>());
        return state;
    }

    private void write(WorkingSet state) {
        db.transactions().executeWithoutResult(status -> registry.tables().write(state));
    }

    @Test
    void no_batch_reads_a_whole_table_not_even_before_the_first_statistics() {
        List<SubmitRecord> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++)
            rows.add(RowBuilder.row("GA", "household-registration", "GA-" + i)
                    .about(new Identifier(IdType.PASSPORT, String.format("E%08d", i)), "于海涛")
                    .build());
        List<SubmitRecord> again = new ArrayList<>();
        rows.forEach(row -> again.add(
                RowBuilder.row("GA", "household-registration", row.record().recordId())
                        .version(2)
                        .about(row.about(), "于海波")
                        .build()));
        registry.submit(rows);
        db.transactions().executeWithoutResult(status -> {
            // What the connection has not reported of earlier transactions is counted, too: the difference tells.
            List<String> before = wholeTableReads();
            registry.tables().write(registry.decide(again));
            assertThat(wholeTableReads()).isEqualTo(before);
        });
    }

    private List<String> wholeTableReads() {
        return jdbc.queryForList("""
                SELECT relname || ' ' || seq_scan FROM pg_stat_xact_user_tables
                WHERE relname IN ('person_current', 'legal_entity_current', 'source_record', 'subject_conflict')
                ORDER BY relname""", String.class);
    }

    @Test
    void a_settled_conflict_keeps_its_row() {
        registry.submit(
                household(1).about(PERSON, "于海涛").item("sex", "1"),
                RowBuilder.row("RS", "social-insurance", "RS-1")
                        .about(PERSON, "于海涛")
                        .item("sex", "2"));
        assertThat(jdbc.queryForList(
                        "SELECT kind || ' ' || item FROM subject_conflict WHERE settled_at IS NULL", String.class))
                .contains("ITEM sex");
        registry.submit(RowBuilder.row("RS", "social-insurance", "RS-1")
                .version(2)
                .about(PERSON, "于海涛")
                .item("sex", "1"));
        assertThat(
                        jdbc.queryForMap(
                                "SELECT sources::text, since < settled_at AS later FROM subject_conflict WHERE item = 'sex' AND kind = 'ITEM'"))
                .containsEntry("sources", "{GA,RS}")
                .containsEntry("later", true);
        assertThat(registry.tables()
                        .load(List.of(LiveRegistry.IDS.of(PERSON)), EnumSet.allOf(SubjectType.class), List.of())
                        .subject(LiveRegistry.IDS.of(PERSON))
                        .master()
                        .conflicts())
                .noneMatch(open ->
                        "sex".equals(open.conflict().item()) && open.conflict().rule() == null);
    }

    @Test
    void nothing_is_loaded_for_what_nobody_knows() {
        WorkingSet loaded = registry.tables()
                .load(
                        List.of(LiveRegistry.IDS.of(PERSON)),
                        EnumSet.allOf(SubjectType.class),
                        List.of(new RecordKey("GA", "household-registration", "9")));
        assertThat(loaded.subject(LiveRegistry.IDS.of(PERSON)).sequence()).isEqualTo(-1);
        assertThat(loaded.subject(LiveRegistry.IDS.of(PERSON)).master()).isEqualTo(MasterRecord.EMPTY);
        assertThat(loaded.versionsLoaded(new RecordKey("GA", "household-registration", "9")))
                .isZero();
    }

    /** Else a writer could rest on links of subjects to which it does not write, while an act changes them. */
    @Test
    void nobody_loads_between_the_loading_and_the_end_of_whoever_changes_whose_records_are() {
        Runnable load = () ->
                registry.tables().load(List.of(LiveRegistry.IDS.of(PERSON)), Set.of(SubjectType.PERSON), List.of());
        Runnable loadAlone = () -> registry.tables().loadAlone();
        for (Runnable first : List.of(load, loadAlone))
            for (Runnable second : List.of(load, loadAlone))
                db.database().transactions().executeWithoutResult(one -> {
                    first.run();
                    Throwable refused = catchThrowable(() ->
                            CompletableFuture.runAsync(() -> impatient(second)).join());
                    if (first == load && second == load) assertThat(refused).isNull();
                    else assertThat(refused).hasStackTraceContaining("lock timeout");
                });
        impatient(loadAlone);
    }

    private void impatient(Runnable work) {
        db.database().transactions().executeWithoutResult(status -> {
            jdbc.execute("SET LOCAL lock_timeout = '100ms'");
            work.run();
        });
    }
}
