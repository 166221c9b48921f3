package org.basedata.registry.projections.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.recall.Cause;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.following.Following;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is told that what they read is wrong, and what becomes of that. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RecallsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Identifier ANNA = RandomHistory.PERSONS.get(0);
    private static final Identifier BORIS = RandomHistory.PERSONS.get(1);
    private static final String ADDRESS = "registeredAddress";
    private static final Set<String> ADDRESS_ALONE = Set.of(ADDRESS);
    private static final Set<String> NAME_ALONE = Set.of("name");
    private static final LocalDate TODAY = LocalDate.parse("2026-01-05");

    private LiveRegistry registry;
    private Clock clock;
    private JdbcTemplate jdbc;
    private Recalling recalling;
    private Recalls recalls;
    private AccessLog log;
    private EmbeddedEventStore store;
    private StreamingEventProcessor processor;
    private LateReadings late;

    @BeforeEach
    void begin() {
        db.clear();
        jdbc = new JdbcTemplate(db.dataSource());
        registry = new LiveRegistry(db);
        clock = new Clock() {
            @Override
            public Instant instant() {
                return registry.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        recalling = new Recalling(db.dataSource(), registry.streams(), clock);
        recalls = new Recalls(db.dataSource(), clock);
        log = new AccessLog(db.database(), clock);
        store = EmbeddedEventStore.builder()
                .storageEngine(registry.engine())
                .fetchDelay(20)
                .build();
        processor = newProcessor();
        registry.submit(household(ANNA, 1, "甲路1号"), household(BORIS, 1, "丙路3号"));
    }

    @AfterEach
    void end() {
        processor.shutDown();
        store.shutDown();
        if (late != null) late.close();
        log.close();
    }

    private StreamingEventProcessor newProcessor() {
        return WhenValueCorrectedThenRecall.processor(
                store, db.dataSource(), registry.transactions(), registry.serializer(), recalling);
    }

    private static SubjectId ref(Identifier identifier) {
        return LiveRegistry.IDS.of(identifier);
    }

    private static RowBuilder household(Identifier about, int version, String address) {
        return RowBuilder.row("GA", "household-registration", "GA-" + about.number())
                .version(version)
                .about(about, "于海涛")
                .from("2000-01-01")
                .item(ADDRESS, address);
    }

    private void correct(Identifier about, int version, String address) {
        registry.submit(household(about, version, address).operation(Operation.CORRECT));
    }

    private void follow() {
        try {
            if (!processor.isRunning()) processor.start();
            assertThat(new Following(processor).await(registry.log().head(), LONG))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(count("deadletterentry")).isZero();
    }

    private long sequence(Identifier about) {
        return jdbc.queryForObject(
                "SELECT sequence FROM person_current WHERE subject = ?",
                Long.class,
                ref(about).value());
    }

    private void read(String department, Identifier about, Set<String> items, String caseReference) {
        read(department, about, items, caseReference, sequence(about), Access.Operation.GET, null);
    }

    private void read(
            String department,
            Identifier about,
            Set<String> items,
            String caseReference,
            long sequence,
            Access.Operation operation,
            Instant knownAt) {
        put(department, about, items, caseReference, sequence, operation, knownAt, Access.Outcome.GIVEN);
    }

    private void put(
            String department,
            Identifier about,
            Set<String> items,
            String caseReference,
            long sequence,
            Access.Operation operation,
            Instant knownAt,
            Access.Outcome outcome) {
        registry.later(Duration.ofSeconds(1));
        record(department, about, items, caseReference, sequence, operation, knownAt, outcome);
    }

    private void record(
            String department,
            Identifier about,
            Set<String> items,
            String caseReference,
            long sequence,
            Access.Operation operation,
            Instant knownAt,
            Access.Outcome outcome) {
        log.record(
                new Access(
                        UUID.randomUUID(),
                        new Actor("system-" + department, null, department, Set.of(Role.CONSUMER)),
                        "P1",
                        Set.of(),
                        caseReference,
                        operation,
                        SubjectType.PERSON,
                        items,
                        TODAY,
                        knownAt,
                        List.of(new Access.Seen(ref(about), sequence, outcome))),
                log.version());
    }

    private List<Recall> of(String department) {
        return recalls.list(new RecallFilter(department, null, null, null), null, 100)
                .results();
    }

    private Recall only(String department) {
        assertThat(of(department)).hasSize(1);
        return of(department).get(0);
    }

    private long count(String from) {
        return jdbc.queryForObject("SELECT count(*) FROM " + from, Long.class);
    }

    private List<String> rows() {
        return jdbc.queryForList("SELECT r::text FROM recall AS r ORDER BY id", String.class);
    }

    private void acknowledge(Recall recall) {
        assertThat(recalls.acknowledge(recall.id(), recall.department(), recall.revision(), "li", "已重新核对"))
                .isTrue();
    }

    @Test
    void those_who_read_what_is_corrected_are_told_and_nobody_else() {
        read("JY", ANNA, ADDRESS_ALONE, "K-1");
        read("JY", ANNA, Set.of("name", ADDRESS), "K-2");
        read("RS", ANNA, NAME_ALONE, "K-3");
        read("WJ", BORIS, ADDRESS_ALONE, "K-4");
        correct(ANNA, 2, "甲路11号");
        follow();
        Recall told = only("JY");
        assertThat(told.subject()).isEqualTo(ref(ANNA));
        assertThat(told.item()).isEqualTo(ADDRESS);
        assertThat(told.type()).isEqualTo(SubjectType.PERSON);
        assertThat(told.state()).isEqualTo(Recall.State.OPEN);
        assertThat(told.finding().from()).isEqualTo("2000-01-01");
        assertThat(told.finding().to()).isNull();
        assertThat(told.finding().cause()).isEqualTo(Cause.CORRECTED);
        assertThat(told.finding().accesses()).isEqualTo(2);
        assertThat(told.finding().cases()).containsExactly("K-1", "K-2");
        assertThat(told.finding().sequenceBefore()).isZero();
        assertThat(told.finding().changedIn()).isEqualTo(ref(ANNA));
        assertThat(of("RS")).isEmpty();
        assertThat(of("WJ")).isEmpty();
        assertThat(recalls.list(new RecallFilter("JY", null, true, "K-2"), null, 10)
                        .results())
                .containsExactly(told);
        assertThat(recalls.list(new RecallFilter("JY", null, true, "K-9"), null, 10)
                        .results())
                .isEmpty();
        assertThat(recalls.list(new RecallFilter(null, ref(ANNA), null, null), null, 10)
                        .results())
                .containsExactly(told);
    }

    @Test
    void who_was_given_something_is_told_and_who_found_nothing_is_not() {
        long sequence = sequence(ANNA);
        put("JY", ANNA, ADDRESS_ALONE, "K-1", sequence, Access.Operation.GET, null, Access.Outcome.GIVEN);
        put("RS", ANNA, ADDRESS_ALONE, null, -1, Access.Operation.QUERY, null, Access.Outcome.NO_RECORD);
        put("WJ", ANNA, ADDRESS_ALONE, null, -1, Access.Operation.QUERY, null, Access.Outcome.ELSEWHERE);
        read("MZ", ANNA, ADDRESS_ALONE, null, -1, Access.Operation.FEED, null);
        correct(ANNA, 2, "甲路11号");
        follow();
        assertThat(only("JY").finding().cases()).containsExactly("K-1");
        assertThat(only("MZ").finding().sequenceBefore()).isEqualTo(-1);
        assertThat(count("recall")).isEqualTo(2);
    }

    @Test
    void who_reads_what_is_right_is_not_told_nor_who_asked_for_what_was_known_once_nor_staff() {
        Instant then = registry.now();
        correct(ANNA, 2, "甲路11号");
        registry.later(Duration.ofDays(3));
        read("JY", ANNA, ADDRESS_ALONE, null);
        read("RS", ANNA, ADDRESS_ALONE, null, 0, Access.Operation.GET, then);
        read("WJ", ANNA, ADDRESS_ALONE, null, -1, Access.Operation.WORKBENCH, null);
        follow();
        assertThat(count("recall")).isZero();
        read("MZ", ANNA, ADDRESS_ALONE, null, 0, Access.Operation.SEARCH, registry.now());
        registry.submit(household(ANNA, 3, "甲路11号").item("householdNumber", "7"));
        follow();
        assertThat(only("MZ").finding().cause()).isEqualTo(Cause.CORRECTED);
        assertThat(count("recall")).isEqualTo(1);
    }

    @Test
    void an_ordinary_change_tells_nobody_and_a_late_one_does() {
        read("JY", ANNA, ADDRESS_ALONE, null);
        read("JY", BORIS, ADDRESS_ALONE, null);
        registry.submit(household(ANNA, 2, "乙路2号").from("2026-01-06"));
        registry.submit(household(BORIS, 2, "丁路4号").from("2025-12-01"));
        follow();
        assertThat(only("JY").subject()).isEqualTo(ref(BORIS));
        assertThat(only("JY").finding().from()).isEqualTo("2025-12-01");
        assertThat(only("JY").finding().cause()).isEqualTo(Cause.SUBMITTED);
    }

    @Test
    void what_is_corrected_again_before_anybody_acknowledged_is_one_recall() {
        read("JY", ANNA, ADDRESS_ALONE, "K-1");
        correct(ANNA, 2, "甲路11号");
        follow();
        Recall first = only("JY");
        read("JY", ANNA, ADDRESS_ALONE, "K-2");
        correct(ANNA, 3, "甲路12号");
        follow();
        Recall second = only("JY");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.raisedAt()).isEqualTo(first.raisedAt());
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.finding().accesses()).isEqualTo(2);
        assertThat(second.finding().cases()).containsExactly("K-1", "K-2");
        assertThat(second.finding().sequenceAfter())
                .isGreaterThan(first.finding().sequenceAfter());
        assertThat(recalls.acknowledge(first.id(), "JY", first.revision(), "li", null))
                .as("what was seen has changed since")
                .isFalse();
        assertThat(recalls.acknowledge(second.id(), "RS", second.revision(), "li", null))
                .as("another department's")
                .isFalse();
        acknowledge(second);
        assertThat(recalls.acknowledge(second.id(), "JY", second.revision() + 1, "li", null))
                .as("twice")
                .isFalse();
    }

    @Test
    void what_was_acknowledged_is_not_told_again_and_what_is_corrected_after_that_is() {
        read("JY", ANNA, ADDRESS_ALONE, "K-1");
        correct(ANNA, 2, "甲路11号");
        follow();
        acknowledge(only("JY"));
        registry.submit(household(ANNA, 3, "甲路11号").item("householdNumber", "7"));
        follow();
        Recall acknowledged = only("JY");
        assertThat(acknowledged.state()).isEqualTo(Recall.State.ACKNOWLEDGED);
        assertThat(acknowledged.acknowledgement().by()).isEqualTo("li");
        assertThat(acknowledged.acknowledgement().note()).isEqualTo("已重新核对");
        correct(ANNA, 4, "甲路12号");
        follow();
        assertThat(of("JY")).hasSize(2);
        Recall again = of("JY").get(0);
        assertThat(again.state()).isEqualTo(Recall.State.OPEN);
        assertThat(again.finding().sequenceAfter())
                .isGreaterThan(acknowledged.finding().sequenceAfter());
        assertThat(of("JY").get(1)).isEqualTo(acknowledged);
    }

    @Test
    void what_was_read_is_right_again_before_anybody_acknowledged() {
        read("JY", ANNA, ADDRESS_ALONE, null);
        correct(ANNA, 2, "甲路11号");
        follow();
        read("RS", ANNA, ADDRESS_ALONE, null);
        correct(ANNA, 3, "甲路1号");
        follow();
        assertThat(only("JY").state()).isEqualTo(Recall.State.RESTORED);
        assertThat(only("RS").state()).isEqualTo(Recall.State.OPEN);
        assertThat(recalls.countOpen("JY", 10)).isZero();
        assertThat(recalls.countOpen("RS", 10)).isEqualTo(1);
    }

    @Test
    void whoever_read_a_subject_that_was_merged_is_told_what_is_said_of_the_one_it_is_now() {
        read("JY", BORIS, ADDRESS_ALONE, null);
        read("RS", ANNA, ADDRESS_ALONE, null);
        assertThat(registry.take(Acts.merge("1", BORIS, ANNA))).isTrue();
        follow();
        assertThat(only("JY").finding().cause()).isEqualTo(Cause.IDENTITY);
        assertThat(of("RS")).isEmpty();
        acknowledge(only("JY"));
        correct(ANNA, 2, "甲路11号");
        follow();
        assertThat(of("JY").get(0).state()).isEqualTo(Recall.State.OPEN);
        assertThat(of("JY").get(0).subject()).isEqualTo(ref(BORIS));
        assertThat(of("JY").get(0).finding().changedIn()).isEqualTo(ref(ANNA));
        assertThat(of("JY").get(0).finding().cause()).isEqualTo(Cause.CORRECTED);
        assertThat(only("RS").subject()).isEqualTo(ref(ANNA));
    }

    @Test
    void the_log_once_more_from_its_beginning_changes_nothing_and_neither_does_a_rebuild() {
        read("JY", ANNA, ADDRESS_ALONE, "K-1");
        correct(ANNA, 2, "甲路11号");
        follow();
        acknowledge(only("JY"));
        read("RS", ANNA, ADDRESS_ALONE, null);
        correct(ANNA, 3, "甲路12号");
        correct(ANNA, 4, "甲路13号");
        follow();
        assertThat(of("JY")).hasSize(2);
        assertThat(of("RS")).hasSize(1);
        List<String> before = rows();
        processor.shutDown();
        registry.later(Duration.ofDays(1));
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(rows()).isEqualTo(before);
        jdbc.execute("DELETE FROM tokenentry WHERE processorname = 'recalls'");
        processor = newProcessor();
        follow();
        assertThat(rows()).isEqualTo(before);
    }

    /** An answer is made, the follower comes by, and only then the answer is on record. */
    @Test
    void an_answer_from_before_a_correction_that_is_on_record_after_the_follower_came_by_is_found() {
        late = LateReadings.of(log, db.dataSource(), recalling, clock);
        long before = sequence(ANNA);
        correct(ANNA, 2, "甲路11号");
        follow();
        read("RS", ANNA, ADDRESS_ALONE, null);
        read("JY", ANNA, ADDRESS_ALONE, "K-1", before, Access.Operation.QUERY, null);
        await("JY");
        assertThat(only("JY").finding().cases()).containsExactly("K-1");
        acknowledge(only("JY"));
        read("JY", ANNA, ADDRESS_ALONE, "K-2", before, Access.Operation.QUERY, null);
        await(2);
        assertThat(of("JY").get(0).finding().cases()).contains("K-2");
        assertThat(of("RS")).isEmpty();
    }

    /** Readers take some time between looking and being put on record, and the follower runs all the while. */
    @Test
    void whoever_reads_while_it_is_corrected_is_told_of_exactly_what_is_wrong_in_the_end() throws Exception {
        late = LateReadings.of(log, db.dataSource(), recalling, clock);
        processor.start();
        AtomicBoolean going = new AtomicBoolean(true);
        CountDownLatch looked = new CountDownLatch(4);
        CountDownLatch followed = new CountDownLatch(1);
        ExecutorService readers = Executors.newFixedThreadPool(4);
        List<Future<Integer>> made = new ArrayList<>();
        for (int reader = 0; reader < 4; reader++) {
            String department = "D" + reader;
            Random random = new Random(reader);
            made.add(readers.submit(() -> {
                int answers = 0;
                while (going.get()) {
                    Identifier about = random.nextBoolean() ? ANNA : BORIS;
                    long sequence = sequence(about);
                    LockSupport.parkNanos(random.nextInt(20_000_000));
                    answer(department, about, sequence);
                    answers++;
                }
                // The last answers are made before the last corrections and on record after the follower came by them.
                long ofAnna = sequence(ANNA);
                long ofBoris = sequence(BORIS);
                looked.countDown();
                followed.await();
                answer(department, ANNA, ofAnna);
                answer(department, BORIS, ofBoris);
                return answers;
            }));
        }
        Random random = new Random(7);
        for (int version = 2; version < 40; version++) {
            correct(ANNA, version, "甲路" + random.nextInt(3) + "号");
            correct(BORIS, version, "丙路" + random.nextInt(3) + "号");
        }
        going.set(false);
        looked.await();
        correct(ANNA, 40, "甲路4号");
        correct(BORIS, 40, "丙路4号");
        follow();
        followed.countDown();
        for (Future<Integer> each : made) assertThat(each.get()).isPositive();
        readers.shutdown();
        Map<String, Integer> expected = new TreeMap<>();
        ChangesSinceRead changes = new ChangesSinceRead(db.dataSource(), registry.streams());
        for (int reader = 0; reader < 4; reader++) {
            String next = null;
            do {
                ChangesSinceRead.Page page = changes.of("D" + reader, "K", next, 100);
                for (ChangedSince each : page.results())
                    expected.merge("D" + reader + " " + each.subject(), 1, Integer::sum);
                next = page.next();
            } while (next != null);
        }
        assertThat(expected).isNotEmpty();
        long end = System.nanoTime() + LONG.toNanos();
        while (!open().equals(expected) && System.nanoTime() < end) LockSupport.parkNanos(5_000_000);
        assertThat(open()).isEqualTo(expected);
    }

    private void answer(String department, Identifier about, long sequence) {
        record(department, about, ADDRESS_ALONE, "K", sequence, Access.Operation.QUERY, null, Access.Outcome.GIVEN);
    }

    private Map<String, Integer> open() {
        Map<String, Integer> open = new TreeMap<>();
        for (int reader = 0; reader < 4; reader++)
            for (Recall each : of("D" + reader))
                if (each.state() == Recall.State.OPEN)
                    open.put(
                            each.department() + " " + each.subject(),
                            each.finding().accesses());
        return open;
    }

    @Test
    void what_a_program_did_not_come_to_compare_the_next_one_does() {
        long before = sequence(ANNA);
        correct(ANNA, 2, "甲路11号");
        follow();
        read("JY", ANNA, ADDRESS_ALONE, null, before, Access.Operation.QUERY, null);
        read("RS", ANNA, NAME_ALONE, null, before, Access.Operation.QUERY, null);
        assertThat(count("recall")).isZero();
        registry.later(Duration.ofHours(7));
        late = LateReadings.of(log, db.dataSource(), recalling, clock);
        await("JY");
        assertThat(of("RS")).isEmpty();
    }

    private void await(String department) {
        await(1);
        assertThat(of(department)).isNotEmpty();
    }

    private void await(int rows) {
        long end = System.nanoTime() + LONG.toNanos();
        while (count("recall") < rows && System.nanoTime() < end) LockSupport.parkNanos(5_000_000);
        assertThat(count("recall")).isEqualTo(rows);
    }

    @Test
    void a_department_asks_what_has_changed_since_it_read_it_for_a_file() {
        ChangesSinceRead changes = new ChangesSinceRead(db.dataSource(), registry.streams());
        read("JY", ANNA, Set.of("name", ADDRESS), "K-1");
        read("JY", BORIS, ADDRESS_ALONE, "K-1");
        read("JY", ANNA, ADDRESS_ALONE, "K-2");
        read("RS", ANNA, ADDRESS_ALONE, "K-1");
        correct(ANNA, 2, "甲路11号");
        read("JY", ANNA, ADDRESS_ALONE, "K-1");
        ChangesSinceRead.Page all = changes.of("JY", "K-1", null, 100);
        assertThat(all.next()).isNull();
        assertThat(all.results()).hasSize(1);
        ChangedSince changed = all.results().get(0);
        assertThat(changed.subject()).isEqualTo(ref(ANNA));
        assertThat(changed.item()).isEqualTo(ADDRESS);
        assertThat(changed.validAt()).isEqualTo(TODAY);
        assertThat(changed.change().cause()).isEqualTo(Cause.CORRECTED);
        assertThat(changes.of("WJ", "K-1", null, 100).results()).isEmpty();
        ChangesSinceRead.Page page = changes.of("JY", "K-1", null, 1);
        assertThat(page.results()).hasSize(1);
        page = changes.of("JY", "K-1", page.next(), 1);
        assertThat(page.results()).isEmpty();
        page = changes.of("JY", "K-1", page.next(), 1);
        assertThat(page.next()).isNull();
    }

    @Test
    void pages_follow_one_another() {
        for (int i = 0; i < 5; i++) read("D" + i, ANNA, ADDRESS_ALONE, null);
        correct(ANNA, 2, "甲路11号");
        follow();
        RecallFilter filter = new RecallFilter(null, ref(ANNA), null, null);
        RecallPage first = recalls.list(filter, null, 3);
        RecallPage second = recalls.list(filter, first.next(), 3);
        assertThat(first.results()).hasSize(3);
        assertThat(second.results()).hasSize(2).doesNotContainAnyElementsOf(first.results());
        assertThat(second.next()).isNull();
    }
}
