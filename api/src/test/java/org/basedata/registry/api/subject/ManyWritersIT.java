package org.basedata.registry.api.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
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
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Several writers at once, in two registries on one database as if they were two processes: nothing is lost, nothing is there
 * twice, and the state is what the same rows give one after another in memory.
 */
class ManyWritersIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Map<String, String> DATASETS = new TreeMap<>(Map.of(
            "GA", "household-registration",
            "RS", "social-insurance",
            "MZ", "marriage-registration",
            "WJ", "death-registration",
            "JY", "education",
            "CL", "disability",
            "GJJ", "housing-fund",
            "SW", "personal-tax",
            "LS", "residence-permit"));
    private static final List<String> NAMES = List.of("于海涛", "於海涛", "于海波", "周梓萱");

    @TempDir
    static Path spool;

    private final List<Database> databases = new ArrayList<>();
    private final List<Registry> registries = new ArrayList<>();
    private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE.dataSource());

    @BeforeEach
    void twoRegistriesOnOneDatabase() {
        for (int i = 0; i < 2; i++) {
            Database database = Database.connect(DATABASE.url(), DATABASE.user(), DATABASE.password(), 8);
            databases.add(database);
            registries.add(Registry.open(
                    database, CatalogueLoader.standardYaml(), Clock.systemUTC(), 4, spool.resolve("spool" + i)));
        }
    }

    @AfterEach
    void close() {
        registries.forEach(Registry::close);
        databases.forEach(Database::close);
    }

    @Test
    void two_writers_on_one_subject_both_get_in() throws Exception {
        Identifier person = person(1);
        List<List<SubmitRecord>> writers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            List<SubmitRecord> rows = new ArrayList<>();
            for (int version = 1; version <= 60; version++)
                rows.add(row("GA", "W" + writer, person, "于海涛", version)
                        .item("householdNumber", writer + "-" + version)
                        .build());
            writers.add(rows);
        }
        submitAtOnce(writers, 1);
        compareWithMemory(writers, List.of(person));
    }

    @Test
    void ten_importers_over_one_population_lose_nothing_and_store_nothing_twice() throws Exception {
        List<Identifier> population = new ArrayList<>();
        for (int i = 0; i < 150; i++) population.add(person(100 + i));
        List<List<SubmitRecord>> importers = new ArrayList<>();
        DATASETS.forEach(
                (source, dataset) -> importers.add(extract(source, population, new Random(source.hashCode()))));
        // The tenth sends what the first sends too: both must not count twice.
        importers.add(new ArrayList<>(importers.get(0)));
        submitAtOnce(importers, 200);
        compareWithMemory(importers, population);
    }

    private List<SubmitRecord> extract(String source, List<Identifier> population, Random random) {
        List<SubmitRecord> rows = new ArrayList<>();
        for (int i = 0; i < population.size(); i++)
            for (int version = 1; version <= 3; version++) {
                // Now and then a record is moved to a neighbour, which takes two subjects at once.
                Identifier about = population.get(random.nextInt(12) == 0 ? (i + 1) % population.size() : i);
                RowBuilder row = row(source, source + i, about, NAMES.get(random.nextInt(NAMES.size())), version)
                        .from("20" + (10 + version) + "-01-01");
                if (source.equals("GA") || source.equals("MZ"))
                    row.item("maritalStatus", random.nextBoolean() ? "10" : "20");
                if (source.equals("RS")) row.item("birthDate", "1990-01-0" + (1 + random.nextInt(2)));
                rows.add(row.build());
            }
        Collections.shuffle(rows, random);
        return rows;
    }

    private static RowBuilder row(String source, String recordId, Identifier about, String name, int version) {
        return RowBuilder.row(source, DATASETS.get(source), recordId)
                .about(about, name)
                .version(version);
    }

    private void submitAtOnce(List<List<SubmitRecord>> writers, int batch) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int w = 0; w < writers.size(); w++) {
                List<SubmitRecord> rows = writers.get(w);
                Registry registry = registries.get(w % registries.size());
                done.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < rows.size(); i += batch) {
                        List<RecordOutcome> outcomes = registry.intake()
                                .submit(rows.subList(i, Math.min(rows.size(), i + batch)))
                                .get(60, TimeUnit.SECONDS);
                        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.outcome())
                                .isNotEqualTo(RecordOutcome.Kind.REFUSED));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : done) each.get(120, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private void compareWithMemory(List<List<SubmitRecord>> writers, List<Identifier> population) {
        Ledger memory = new Ledger();
        writers.forEach(rows -> rows.forEach(memory::submit));
        Registry registry = registries.get(0);
        for (Identifier person : population) {
            String live = registry.masterRecords().byIdentifiers(registry.ids(), List.of(person), null).stream()
                    .flatMap(found -> found.stream())
                    .map(SubjectRecord::master)
                    .map(master -> master.digest())
                    .findFirst()
                    .orElse("absent");
            boolean present = memory.master(person).present();
            assertThat(live).isEqualTo(present ? memory.master(person).digest() : "absent");
        }
        List<UUID> subjects = population.stream()
                .map(person -> registry.ids().of(person).value())
                .toList();
        Integer broken = jdbc.queryForObject(
                "SELECT count(*)::int FROM (SELECT subject, count(*) n, min(sequence) a, max(sequence) z FROM event"
                        + " WHERE subject = ANY (?) GROUP BY subject) s WHERE a <> 0 OR z <> n - 1",
                Integer.class,
                (Object) subjects.toArray(UUID[]::new));
        assertThat(broken).as("streams with holes").isZero();
    }

    /** A new person's number: valid, invented. */
    private static Identifier person(int number) {
        String body = "44010619900101" + String.format("%03d", number * 2 % 998 + 1);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * weights[i];
        return new Identifier(IdType.RESIDENT_ID, body + "10X98765432".charAt(sum % 11));
    }
}
