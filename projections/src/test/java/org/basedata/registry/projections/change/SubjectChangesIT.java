package org.basedata.registry.projections.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.eventstore.LogPositions;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.OutcomeEvent;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectSnapshot;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.following.Following;
import org.basedata.registry.projections.subject.SubjectSteps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which events may change what is answered, and what subjects were before and after them. */
class SubjectChangesIT {
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

    private List<String> rows() {
        return jdbc.queryForList("SELECT c::text FROM subject_change c ORDER BY subject, sequence", String.class);
    }

    private List<ChangeTable.Logged> logged() {
        List<ChangeTable.Logged> all = new ArrayList<>();
        registry.log().read(0, 1_000, events -> {
            for (EventLog.LoggedEvent each : events)
                if (each.event().getPayload() instanceof SubjectEvent event)
                    all.add(new ChangeTable.Logged(
                            each.position(),
                            new RecordedEvent(
                                    SubjectId.of(each.event().getAggregateIdentifier()),
                                    each.event().getSequenceNumber(),
                                    each.event().getTimestamp(),
                                    event)));
        });
        return all;
    }

    private void apply(List<ChangeTable.Logged> events) {
        db.transactions().executeWithoutResult(status -> new ChangeTable(db.dataSource()).apply(events));
    }

    @Test
    void rows_are_the_same_in_batches_of_any_size_and_whatever_comes_again() {
        for (long seed = 0; seed < 3; seed++) {
            empty();
            RandomHistory.batches(seed, 12).forEach(registry::submit);
            List<ChangeTable.Logged> log = logged();
            List<String> live = rows();
            assertThat(live).isNotEmpty();
            for (int batch : new int[] {1, 7, log.size()}) {
                jdbc.update("DELETE FROM subject_change");
                for (int from = 0; from < log.size(); from += batch) {
                    int to = Math.min(log.size(), from + batch);
                    apply(log.subList(from, to));
                    // Again at once, and all that was before: a token that went back brings it in such pieces.
                    List<String> applied = rows();
                    apply(log.subList(from, to));
                    apply(log.subList(0, to));
                    apply(log.subList(from / 2, from));
                    assertThat(rows()).isEqualTo(applied);
                }
                assertThat(rows()).as("seed %d, batches of %d", seed, batch).isEqualTo(live);
            }
        }
    }

    @Test
    void the_processor_writes_what_was_written_in_step() throws InterruptedException {
        RandomHistory.batches(5, 12).forEach(registry::submit);
        List<String> live = rows();
        jdbc.update("DELETE FROM subject_change");
        EmbeddedEventStore store = EmbeddedEventStore.builder()
                .storageEngine(registry.engine())
                .fetchDelay(20)
                .build();
        StreamingEventProcessor processor = SubjectChangeProjection.processor(
                store, db.dataSource(), registry.transactions(), registry.serializer());
        try {
            processor.start();
            assertThat(new Following(processor).await(registry.log().head(), Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(rows()).isEqualTo(live);
        } finally {
            processor.shutDown();
            store.shutDown();
        }
    }

    @Test
    void places_in_the_log_are_told_by_slots() {
        RandomHistory.batches(3, 12).forEach(registry::submit);
        LogPositions positions = registry.log().positions();
        Map<String, Long> bySlot = new HashMap<>();
        for (int range = 0; range < EventLog.RANGES; range++)
            registry.log()
                    .readStreams(
                            range,
                            "Subject",
                            event -> bySlot.put(event.subject() + " " + event.sequence(), positions.of(event.slot())));
        Map<String, Long> inLog = new HashMap<>();
        for (ChangeTable.Logged each : logged())
            inLog.put(each.event().subject() + " " + each.event().sequence(), each.position());
        assertThat(bySlot).isEqualTo(inLog);
    }

    @Test
    void readers_find_every_change_of_what_they_ask_for_in_order_whatever_the_pages() {
        RandomHistory.batches(4, 12).forEach(registry::submit);
        Changes changes = new Changes(db.dataSource(), registry.streams());
        for (SubjectType type : SubjectType.values()) {
            Changes.Filter filter = new Changes.Filter(type, Set.of("name"), List.of());
            List<Long> expected = jdbc.queryForList(
                    "SELECT position FROM subject_change WHERE legal_entity = ? AND (items IS NULL OR 'name' = ANY (items))"
                            + " ORDER BY position",
                    Long.class,
                    type == SubjectType.LEGAL_ENTITY);
            assertThat(expected).isNotEmpty();
            for (int limit : new int[] {1, 3, 1_000}) {
                List<Long> found = new ArrayList<>();
                long place = 0;
                while (true) {
                    Changes.Page page = changes.after(place, filter, limit);
                    page.changes().forEach(each -> found.add(each.position()));
                    place = page.upTo();
                    if (page.atEnd()) break;
                }
                assertThat(found).as("pages of %d", limit).isEqualTo(expected);
                assertThat(place).isEqualTo(changes.end());
            }
        }
        assertThat(changes.before(registry.now().plusSeconds(1))).isEqualTo(changes.end());
        assertThat(changes.before(registry.now().minus(Duration.ofDays(1)))).isZero();
    }

    @Test
    void old_rows_go_and_what_stays_is_enough_for_the_events_that_come() {
        List<List<SubmitRecord>> batches = RandomHistory.batches(6, 24);
        batches.subList(0, 12).forEach(registry::submit);
        // Of somebody who is heard of no more.
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-alone")
                .about(new Identifier(IdType.PASSPORT, "E10000003"), "于海涛")
                .item("birthDate", "1949-12-31"));
        Changes changes = new Changes(db.dataSource(), registry.streams());
        long old = changes.end();
        registry.later(Duration.ofDays(500));
        batches.subList(12, 18).forEach(registry::submit);
        List<String> whole = rows();
        assertThat(expired(3)).isGreaterThan(2);
        assertThat(rows()).isEqualTo(jdbc.queryForList(LEFT, String.class, old)).hasSizeLessThan(whole.size());
        List<Long> left = jdbc.queryForList("SELECT position FROM subject_change", Long.class);
        assertThat(left).anyMatch(position -> position <= old).anyMatch(position -> position > old);
        Changes.Filter all = new Changes.Filter(SubjectType.PERSON, Set.of("name"), List.of());
        assertThat(changes.isDroppedAfter(old - 1)).isTrue();
        assertThat(changes.after(0, all, 5).isDropped()).isTrue();
        assertThat(changes.isDroppedAfter(old)).isFalse();
        assertThat(changes.after(old, all, 5).isDropped()).isFalse();
        assertThat(expired(3)).as("again").isZero();
        batches.subList(18, 24).forEach(registry::submit);
        List<String> live = jdbc.queryForList(AFTER, String.class, old);
        jdbc.update("TRUNCATE subject_change");
        apply(logged());
        assertThat(jdbc.queryForList(AFTER, String.class, old))
                .as("as if none had gone before the last came")
                .isEqualTo(live);
        registry.later(Duration.ofDays(500));
        expired(3);
        assertThat(jdbc.queryForObject("SELECT count(*) = count(DISTINCT subject) FROM subject_change", Boolean.class))
                .as("one row a subject, when all are old")
                .isTrue();
    }

    private static final String AFTER =
            "SELECT c::text FROM subject_change AS c WHERE position > ? ORDER BY subject, sequence";

    /** What is to be left when rows up to a position were dropped. */
    private static final String LEFT = "SELECT c::text FROM subject_change AS c WHERE position > ? OR NOT EXISTS ("
            + "SELECT FROM subject_change AS later WHERE later.subject = c.subject AND later.sequence > c.sequence)"
            + " ORDER BY subject, sequence";

    /** Drops all that is older than 400 days; answers in how many steps. */
    private int expired(int atOnce) {
        OldChanges old = new OldChanges(db.dataSource(), db.transactions(), atOnce);
        int steps = 0;
        while (old.drop(registry.now().minus(Duration.ofDays(400)))) steps++;
        return steps;
    }

    /** Whether an event may make a row. */
    private static boolean steps(RecordedEvent event) {
        return event.event() instanceof IdentityEvent
                || event.event() instanceof OutcomeEvent && SubjectEvent.outcome(event.event()) != null;
    }

    @Test
    void before_and_after_are_what_the_events_up_to_there_say() {
        for (long seed = 0; seed < 6; seed++) {
            empty();
            registry.fillWithActs(seed);
            Map<SubjectId, List<RecordedEvent>> streams = new HashMap<>();
            for (RecordedEvent event : registry.events())
                streams.computeIfAbsent(event.subject(), id -> new ArrayList<>())
                        .add(event);
            List<SubjectSteps.Place> places = new ArrayList<>();
            for (List<RecordedEvent> stream : streams.values())
                for (RecordedEvent event : stream)
                    if (steps(event))
                        places.add(new SubjectSteps.Place(event.subject(), event.sequence(), event.recordedAt()));
            Map<SubjectSteps.Place, SubjectSteps.Step> found =
                    new SubjectSteps(db.dataSource(), registry.streams()).of(places);
            assertThat(found).hasSameSizeAs(places);
            for (SubjectSteps.Place place : places) {
                List<RecordedEvent> stream = streams.get(place.subject());
                same(found.get(place).before(), upTo(stream, place.sequence() - 1));
                same(found.get(place).after(), upTo(stream, place.sequence()));
                assertThat(found.get(place).before().sequence()).isEqualTo(place.sequence() - 1);
            }
        }
    }

    private static SubjectState upTo(List<RecordedEvent> stream, long sequence) {
        SubjectId subject = stream.get(0).subject();
        WorkingSet set = WorkingSet.ofStream(subject);
        for (RecordedEvent event : stream) if (event.sequence() <= sequence) set.evolve(event);
        return set.subject(subject);
    }

    private static void same(SubjectSnapshot found, SubjectState state) {
        assertThat(found.master().present()).isEqualTo(state.master().present());
        assertThat(found.master().items()).isEqualTo(state.master().items());
        assertThat(found.identifier()).isEqualTo(state.identifier());
        assertThat(found.links()).isEqualTo(state.links());
    }

    @Test
    void of_a_subject_with_many_events_steps_are_read_from_snapshots() {
        for (int version = 1; version <= 130; version++)
            registry.submit(RowBuilder.row("GA", "household-registration", "GA-1")
                    .version(version)
                    .about(PERSON, "于海涛")
                    .item("birthDate", version % 2 == 0 ? "1949-12-31" : "1949-12-30"));
        SubjectId subject = LiveRegistry.IDS.of(PERSON);
        List<RecordedEvent> stream = registry.events();
        List<String> reads = new ArrayList<>();
        SubjectSteps steps = new SubjectSteps(db.dataSource(), (subjects, after, knownAt) -> {
            reads.add(after + "");
            return registry.streams().read(subjects, after, knownAt);
        });
        RecordedEvent late = stream.get(120);
        SubjectSteps.Place place = new SubjectSteps.Place(subject, late.sequence(), late.recordedAt());
        SubjectSteps.Step step = steps.of(List.of(place)).get(place);
        same(step.before(), upTo(stream, late.sequence() - 1));
        same(step.after(), upTo(stream, late.sequence()));
        assertThat(reads).containsExactly("99");
    }
}
