package org.basedata.registry.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.identity.AssignRecords;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityRefused;
import org.basedata.registry.core.identity.MergeSubjects;
import org.basedata.registry.core.identity.ReplaceIdentifier;
import org.basedata.registry.core.identity.RevokeAct;
import org.basedata.registry.core.identity.SplitSubject;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RandomRows;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.submission.IntakeUnavailable;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.basedata.registry.projections.subject.Identities;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Acts about identity are taken while importers submit records of the same few people, through two registries on one database as
 * if they were two processes: in the end all is as if it had been done one after another in memory.
 */
class ActsAmongImportersIT {
    private static final int IMPORTERS = 4;
    private static final int DECIDERS = 2;
    private static final int ACTS = 40;
    private static final Set<Class<?>> KINDS = Set.of(
            ReplaceIdentifier.class, MergeSubjects.class, SplitSubject.class, AssignRecords.class, RevokeAct.class);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path spool;

    private final List<Database> databases = new ArrayList<>();
    private final List<Registry> registries = new ArrayList<>();
    private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE.dataSource());
    /** All acts that were let in, by id. */
    private final Map<UUID, IdentityCommand> taken = new ConcurrentHashMap<>();

    @BeforeEach
    void twoRegistriesOnOneDatabase() {
        DATABASE.clear();
        // The key of the ledger in memory, so that both name subjects alike.
        jdbc.update("INSERT INTO registry_key (name, value) VALUES ('subject-id', ?)", new byte[32]);
        for (int i = 0; i < 2; i++) {
            Database database = Database.connect(DATABASE.url(), DATABASE.user(), DATABASE.password(), 8);
            databases.add(database);
            registries.add(Registry.open(
                    database, CatalogueLoader.standardYaml(), Clock.systemUTC(), 2, spool.resolve("spool" + i)));
        }
    }

    @AfterEach
    void close() {
        registries.forEach(Registry::close);
        databases.forEach(Database::close);
        registries.clear();
        databases.clear();
    }

    private static Identifier passport(int number) {
        return new Identifier(IdType.PASSPORT, String.format("E%08d", number));
    }

    // The race that it once found came in one of two to twelve.
    @RepeatedTest(5)
    void acts_and_importers_at_once_end_as_one_after_another() throws Exception {
        List<Identifier> numbers = new ArrayList<>();
        for (int i = 0; i < 6; i++) numbers.add(passport(i));
        List<SubmitRecord> rows = new ArrayList<>();
        for (long seed = 0; seed < 12; seed++) rows.addAll(RandomRows.of(seed, numbers.subList(0, 5)));
        Collections.shuffle(rows, new Random(1));

        ExecutorService threads = Executors.newFixedThreadPool(IMPORTERS + DECIDERS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < IMPORTERS; i++) {
                Registry registry = registries.get(i % 2);
                int importer = i;
                done.add(threads.submit(() -> {
                    start.await();
                    for (int from = importer * 5; from < rows.size(); from += IMPORTERS * 5)
                        assertThat(registry.intake()
                                        .submit(rows.subList(from, Math.min(rows.size(), from + 5)))
                                        .get(60, TimeUnit.SECONDS))
                                .allSatisfy(outcome ->
                                        assertThat(outcome.outcome()).isNotEqualTo(RecordOutcome.Kind.REFUSED));
                    return null;
                }));
            }
            for (int i = 0; i < DECIDERS; i++) {
                Registry registry = registries.get(i % 2);
                int decider = i;
                done.add(threads.submit(() -> {
                    start.await();
                    decide(registry, decider, numbers);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : done) each.get(120, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(kinds()).containsAll(KINDS);

        compareWithMemory(rows);
        close();
        List<Difference> differences = new ArrayList<>();
        Registry.verify(DATABASE.database(), differences::add, progress -> {});
        assertThat(differences).isEmpty();
    }

    /** Takes acts one after another; many are refused because of what others have decided meanwhile. */
    private void decide(Registry registry, int decider, List<Identifier> numbers) {
        Random random = new Random(decider);
        List<IdentityCommand> own = new ArrayList<>();
        // Most later acts are refused, because of what was decided meanwhile; so go on until each kind was let in.
        for (int i = 0; i < ACTS || i < 20 * ACTS && !kinds().containsAll(KINDS); i++) {
            String id = decider + "-" + i;
            Identifier one = numbers.get(random.nextInt(numbers.size()));
            Identifier other = numbers.get(random.nextInt(numbers.size()));
            IdentityCommand act =
                    switch (random.nextInt(6)) {
                        case 0 -> Acts.replace(id, one, other);
                        case 1 -> Acts.merge(id, one, other);
                        case 2 -> split(registry, id, one);
                        case 3 ->
                            Acts.assign(
                                    id,
                                    Acts.party(one),
                                    Acts.party(other),
                                    standing(registry, one).toArray(RecordKey[]::new));
                        default -> {
                            if (own.isEmpty()) yield Acts.merge(id, one, other);
                            IdentityCommand earlier = own.remove(random.nextInt(own.size()));
                            yield new RevokeAct(
                                    Acts.act(id),
                                    earlier.subjects().iterator().next(),
                                    earlier.act().id());
                        }
                    };
            try {
                registry.acts().take(act);
                taken.put(act.act().id(), act);
                if (!(act instanceof RevokeAct)) own.add(act);
            } catch (IdentityRefused refused) {
                assertThat(refused.fault().code()).isNotBlank();
            }
        }
    }

    private Set<Class<?>> kinds() {
        Set<Class<?>> kinds = new HashSet<>();
        taken.values().forEach(act -> kinds.add(act.getClass()));
        return kinds;
    }

    private static List<RecordKey> standing(Registry registry, Identifier number) {
        return registry.identities().of(Ledger.IDS.of(number)).stream()
                .flatMap(identity -> identity.records().stream())
                .map(Identities.Held::record)
                .limit(4)
                .toList();
    }

    private static SplitSubject split(Registry registry, String id, Identifier number) {
        List<List<RecordKey>> parts = List.of(new ArrayList<>(), new ArrayList<>());
        for (RecordKey record : standing(registry, number))
            parts.get(record.hashCode() & 1).add(record);
        return Acts.split(id, number, parts);
    }

    private void compareWithMemory(List<SubmitRecord> rows) {
        List<RecordedEvent> log = log();
        Set<UUID> order = new LinkedHashSet<>();
        for (RecordedEvent event : log)
            if (event.event() instanceof IdentityEvent decided)
                order.add(decided.act().id());
        assertThat(order).as("acts on record").containsExactlyInAnyOrderElementsOf(taken.keySet());
        Ledger memory = new Ledger();
        rows.forEach(memory::submit);
        order.forEach(act -> memory.take(taken.get(act)));

        Map<SubjectId, Long> next = new HashMap<>();
        for (RecordedEvent event : log) {
            assertThat(event.sequence()).isEqualTo(next.getOrDefault(event.subject(), 0L));
            next.put(event.subject(), event.sequence() + 1);
        }
        Map<SubjectId, String> live = new TreeMap<>();
        for (SubjectId subject : next.keySet()) {
            SubjectState state = memory.state().subject(subject);
            SubjectRecord found = registries
                    .get(0)
                    .masterRecords()
                    .byRef(SubjectType.PERSON, subject, null)
                    .orElse(null);
            if (found == null) continue;
            live.put(subject, found.master().digest());
            assertThat(found.identifier()).isEqualTo(state.identifier());
            assertThat(found.links().links())
                    .containsExactlyInAnyOrderElementsOf(state.links().links());
        }
        Map<SubjectId, String> expected = memory.digests();
        expected.keySet()
                .removeIf(subject -> !memory.state().subject(subject).master().present());
        assertThat(live).isEqualTo(expected);
    }

    private List<RecordedEvent> log() {
        List<RecordedEvent> events = new ArrayList<>();
        registries
                .get(0)
                .engine()
                .log()
                .read(
                        0,
                        1_000,
                        logged -> logged.forEach(each -> {
                            if (each.event().getPayload() instanceof SubjectEvent event)
                                events.add(new RecordedEvent(
                                        SubjectId.of(each.event().getAggregateIdentifier()),
                                        each.event().getSequenceNumber(),
                                        each.event().getTimestamp(),
                                        event));
                        }));
        return events;
    }

    @Test
    void an_act_whose_connection_dies_leaves_nothing_and_can_be_taken_again() throws Exception {
        Registry registry = registries.get(0);
        for (int i = 0; i < 2; i++)
            registry.intake()
                    .submit(List.of(RowBuilder.row("GA", "household-registration", "GA-" + i)
                            .about(passport(i), "于海涛")
                            .item("registeredAddress", "广州市天河区体育东路" + i + "号")
                            .build()))
                    .get(60, TimeUnit.SECONDS);
        Map<String, List<String>> before = rows();
        jdbc.execute("""
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$""");
        jdbc.execute("CREATE TRIGGER die BEFORE UPDATE ON person_current FOR EACH ROW EXECUTE FUNCTION die()");
        try {
            assertThatThrownBy(() -> registry.acts().take(Acts.merge("1", passport(0), passport(1))))
                    .isInstanceOf(IntakeUnavailable.class);
        } finally {
            jdbc.execute("DROP FUNCTION die CASCADE");
        }
        assertThat(rows()).isEqualTo(before);

        registry.acts().take(Acts.merge("1", passport(0), passport(1)));
        assertThat(registry.identities()
                        .of(Ledger.IDS.of(passport(1)))
                        .orElseThrow()
                        .records())
                .hasSize(2);
        assertThat(rows()).isNotEqualTo(before);
    }

    @Test
    void an_act_that_is_refused_leaves_nothing() throws Exception {
        Registry registry = registries.get(0);
        registry.intake()
                .submit(List.of(RowBuilder.row("GA", "household-registration", "GA-0")
                        .about(passport(0), "于海涛")
                        .build()))
                .get(60, TimeUnit.SECONDS);
        Map<String, List<String>> before = rows();
        assertThatThrownBy(() -> registry.acts().take(Acts.merge("1", passport(0), passport(0))))
                .isInstanceOf(IdentityRefused.class)
                .hasMessageContaining("SUBJECT_SAME");
        assertThatThrownBy(() -> registry.acts().take(Acts.merge("1", passport(0), passport(1))))
                .isInstanceOf(IdentityRefused.class)
                .hasMessageContaining("SUBJECT_UNKNOWN");
        assertThat(rows()).isEqualTo(before);
    }

    /** Events, and every row that is made from them in step. */
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : Rebuild.DERIVED)
            if (!List.of("search_period", "subject_change").contains(table))
                rows.put(table, jdbc.queryForList("SELECT t::text FROM " + table + " t ORDER BY 1", String.class));
        rows.put("event", jdbc.queryForList("SELECT t::text FROM event t ORDER BY 1", String.class));
        return rows;
    }
}
