package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.subject.RecordSubmitted;
import org.basedata.registry.core.subject.RecordWithdrawn;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.following.Following;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Searches by what was known once. */
class SearchPeriodsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Identifier PERSON = RandomHistory.PERSONS.get(0);
    private static final Identifier OTHER = RandomHistory.PERSONS.get(1);
    private static final Identifier ENTITY = RandomHistory.ENTITIES.get(0);
    private static final LocalDate DAY = LocalDate.parse("2025-01-01");

    private LiveRegistry registry;
    private MasterRecords masters;
    private JdbcTemplate jdbc;

    @BeforeEach
    void empty() {
        db.clear();
        registry = new LiveRegistry(db);
        masters = new MasterRecords(db.dataSource(), registry.streams());
        jdbc = new JdbcTemplate(db.dataSource());
    }

    private static RowBuilder household(Identifier about, String name, int version) {
        return RowBuilder.row("GA", "household-registration", "GA-" + about.number())
                .version(version)
                .about(about, name);
    }

    private static RowBuilder enterprise(String name, int version) {
        return RowBuilder.row("SCJG", "enterprise-registration", "SC-1")
                .version(version)
                .about(ENTITY, name);
    }

    private static SearchCriteria name(String name) {
        return new SearchCriteria(name, null, null, null);
    }

    private static SearchCriteria born(String date) {
        return new SearchCriteria(null, null, null, LocalDate.parse(date));
    }

    private List<SubjectId> found(SubjectType type, SearchCriteria criteria, LocalDate validAt, Instant knownAt) {
        return masters
                .search(type, criteria, new AsOf(validAt, knownAt), knownAt != null, null, 1_000)
                .results()
                .stream()
                .map(SubjectRecord::ref)
                .toList();
    }

    private List<SubjectId> persons(SearchCriteria criteria, Instant knownAt) {
        return found(SubjectType.PERSON, criteria, DAY, knownAt);
    }

    private List<SubjectId> entities(SearchCriteria criteria, Instant knownAt) {
        return found(SubjectType.LEGAL_ENTITY, criteria, DAY, knownAt);
    }

    private List<String> rows() {
        return jdbc.queryForList("SELECT p::text FROM search_period p ORDER BY subject, number", String.class);
    }

    @Test
    void a_name_that_was_corrected_away_is_found_as_it_was_known_and_not_now() {
        Instant before = registry.now();
        Instant then = registry.submit(household(PERSON, "于海滔", 1).item("birthDate", "1949-12-31"));
        Instant corrected = registry.submit(
                household(PERSON, "于海涛", 2).item("birthDate", "1949-12-31").operation(Operation.CORRECT));
        List<SubjectId> person = List.of(LiveRegistry.IDS.of(PERSON));
        assertThat(persons(name("于海滔"), before)).isEmpty();
        assertThat(persons(name("于海滔"), then)).isEqualTo(person);
        assertThat(persons(name("于海滔"), corrected.minusSeconds(1))).isEqualTo(person);
        assertThat(persons(name("于海滔"), corrected)).isEmpty();
        assertThat(persons(name("于海滔"), null)).isEmpty();
        assertThat(persons(name("于海涛"), then)).isEmpty();
        assertThat(persons(name("于海涛"), corrected)).isEqualTo(person);
        SearchCriteria both = new SearchCriteria("于海滔", null, null, LocalDate.parse("1949-12-31"));
        assertThat(persons(both, then)).isEqualTo(person);
        SearchCriteria neither = new SearchCriteria("于海滔", null, null, LocalDate.parse("1949-12-30"));
        assertThat(persons(neither, then)).isEmpty();
    }

    @Test
    void two_values_that_were_corrected_away_are_found_together() {
        Instant then = registry.submit(household(PERSON, "于海滔", 1).item("birthDate", "1949-12-30"));
        registry.submit(
                household(PERSON, "于海涛", 2).item("birthDate", "1949-12-30").operation(Operation.CORRECT));
        registry.submit(
                household(PERSON, "于海涛", 3).item("birthDate", "1949-12-31").operation(Operation.CORRECT));
        SearchCriteria both = new SearchCriteria("于海滔", null, null, LocalDate.parse("1949-12-30"));
        assertThat(persons(both, then)).containsExactly(LiveRegistry.IDS.of(PERSON));
        assertThat(persons(both, null)).isEmpty();
    }

    @Test
    void a_birth_date_that_was_corrected_away_is_found_as_it_was_known() {
        Instant then = registry.submit(household(PERSON, "于海涛", 1).item("birthDate", "1949-12-30"));
        registry.submit(
                household(PERSON, "于海涛", 2).item("birthDate", "1949-12-31").operation(Operation.CORRECT));
        assertThat(persons(born("1949-12-30"), then)).containsExactly(LiveRegistry.IDS.of(PERSON));
        assertThat(persons(born("1949-12-30"), null)).isEmpty();
    }

    @Test
    void a_legal_entity_is_found_by_name_and_division_as_they_were_known() {
        Instant then = registry.submit(enterprise("广州海珠测试（中国）有限公司", 1).item("division", "440105"));
        registry.submit(enterprise("天河样例有限公司", 2).item("division", "110105").operation(Operation.CORRECT));
        List<SubjectId> entity = List.of(LiveRegistry.IDS.of(ENTITY));
        SearchCriteria part = new SearchCriteria(null, "测试(中国)", null, null);
        SearchCriteria division = new SearchCriteria(null, null, "4401", null);
        SearchCriteria both = new SearchCriteria(null, "海珠", "44", null);
        for (SearchCriteria criteria : List.of(part, division, both, name("广州海珠测试(中国)有限公司"))) {
            assertThat(entities(criteria, then)).isEqualTo(entity);
            assertThat(entities(criteria, null)).isEmpty();
        }
        assertThat(entities(new SearchCriteria(null, "样例", null, null), then)).isEmpty();
        assertThat(entities(new SearchCriteria(null, "海珠", "11", null), then)).isEmpty();
    }

    @Test
    void a_subject_that_is_gone_is_found_as_it_was_known() {
        Instant then = registry.submit(household(PERSON, "于海涛", 1));
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-" + PERSON.number())
                .version(2)
                .operation(Operation.WITHDRAW));
        assertThat(persons(name("于海涛"), null)).isEmpty();
        assertThat(persons(name("于海涛"), then)).containsExactly(LiveRegistry.IDS.of(PERSON));
    }

    @Test
    void a_fact_that_came_late_is_found_on_its_days_once_it_was_known() {
        Instant early = registry.submit(household(PERSON, "于海涛", 3).from("2020-01-01"));
        Instant late = registry.submit(household(PERSON, "于海波", 2).from("2010-01-01"));
        registry.submit(household(PERSON, "于海洋", 4).from("2010-01-01").operation(Operation.CORRECT));
        List<SubjectId> person = List.of(LiveRegistry.IDS.of(PERSON));
        LocalDate between = LocalDate.parse("2015-01-01");
        assertThat(found(SubjectType.PERSON, name("于海波"), between, early)).isEmpty();
        assertThat(found(SubjectType.PERSON, name("于海波"), between, late)).isEqualTo(person);
        assertThat(found(SubjectType.PERSON, name("于海波"), DAY, late)).isEmpty();
        assertThat(found(SubjectType.PERSON, name("于海涛"), DAY, late)).isEqualTo(person);
        assertThat(found(SubjectType.PERSON, name("于海波"), between, null)).isEmpty();
    }

    @Test
    void a_fact_of_the_future_is_found_on_its_day_also_after_it_was_taken_back() {
        registry.submit(household(PERSON, "于海涛", 1).from("1990-01-01"));
        Instant announced = registry.submit(household(PERSON, "于海洋", 2).from("2099-01-01"));
        List<SubjectId> person = List.of(LiveRegistry.IDS.of(PERSON));
        LocalDate future = LocalDate.parse("2099-01-01");
        assertThat(found(SubjectType.PERSON, name("于海洋"), future, null)).isEqualTo(person);
        assertThat(found(SubjectType.PERSON, name("于海洋"), future.minusDays(1), null))
                .isEmpty();
        registry.submit(household(PERSON, "于海涛", 3).from("1990-01-01").operation(Operation.CORRECT));
        assertThat(found(SubjectType.PERSON, name("于海洋"), future, null)).isEmpty();
        assertThat(found(SubjectType.PERSON, name("于海洋"), future, announced)).isEqualTo(person);
        assertThat(found(SubjectType.PERSON, name("于海洋"), future.minusDays(1), announced))
                .isEmpty();
    }

    @Test
    void whoever_searches_as_of_an_earlier_time_finds_what_was_found_then() {
        for (long seed = 200; seed < 205; seed++) {
            empty();
            Map<Instant, List<List<SubjectId>>> answers = new LinkedHashMap<>();
            for (List<SubmitRecord> batch : RandomHistory.batches(seed, 8))
                answers.put(registry.submit(batch), searches(null));
            for (Map.Entry<Instant, List<List<SubjectId>>> answer : answers.entrySet())
                assertThat(searches(answer.getKey()))
                        .as("seed %d, %s", seed, answer.getKey())
                        .isEqualTo(answer.getValue());
        }
    }

    private List<List<SubjectId>> searches(Instant knownAt) {
        List<List<SubjectId>> found = new ArrayList<>();
        for (String day : List.of("1999-01-01", "2012-06-01", "2026-01-06")) {
            LocalDate validAt = LocalDate.parse(day);
            for (String person : RandomHistory.PERSON_NAMES) {
                found.add(found(SubjectType.PERSON, name(person), validAt, knownAt));
                SearchCriteria both = new SearchCriteria(person, null, null, LocalDate.parse("1949-12-31"));
                found.add(found(SubjectType.PERSON, both, validAt, knownAt));
            }
            found.add(found(SubjectType.PERSON, born("1990-03-07"), validAt, knownAt));
            for (String entity : RandomHistory.ENTITY_NAMES) {
                found.add(found(SubjectType.LEGAL_ENTITY, name(entity), validAt, knownAt));
                SearchCriteria both = new SearchCriteria(entity, null, "4401", null);
                found.add(found(SubjectType.LEGAL_ENTITY, both, validAt, knownAt));
            }
            SearchCriteria division = new SearchCriteria(null, null, "11", null);
            found.add(found(SubjectType.LEGAL_ENTITY, division, validAt, knownAt));
        }
        return found;
    }

    @Test
    void pages_of_what_is_and_what_was_known_follow_each_other_without_a_gap_or_a_repetition() {
        List<SubmitRecord> first = new ArrayList<>();
        List<SubmitRecord> corrections = new ArrayList<>();
        List<SubjectId> expected = new ArrayList<>();
        for (int i = 0; i < 173; i++) {
            Identifier passport = new Identifier(IdType.PASSPORT, String.format("E%08d", i));
            first.add(household(passport, "于海滔", 1).build());
            if (i % 3 != 0)
                corrections.add(household(passport, i % 3 == 1 ? "于海涛" : "于海滔", 2)
                        .from(i % 3 == 1 ? null : "2020-01-01")
                        .operation(Operation.CORRECT)
                        .build());
            expected.add(LiveRegistry.IDS.of(passport));
        }
        Instant then = registry.submit(first);
        registry.submit(corrections);
        expected.sort(null);
        List<SubjectId> found = new ArrayList<>();
        SubjectId next = null;
        do {
            SearchPage page = masters.search(SubjectType.PERSON, name("于海滔"), new AsOf(DAY, then), true, next, 7);
            page.results().forEach(result -> found.add(result.ref()));
            next = page.next();
        } while (next != null);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void a_value_goes_on_when_only_those_who_say_it_change() {
        registry.submit(household(PERSON, "于海涛", 1).from("1990-01-01"));
        List<String> once = rows();
        assertThat(once).hasSize(1);
        registry.submit(RowBuilder.row("RS", "social-insurance", "RS-1")
                .about(PERSON, "于海涛")
                .from("2020-01-01"));
        registry.submit(household(PERSON, "于海涛", 2).from("2022-01-01"));
        assertThat(rows()).isEqualTo(once);
    }

    @Test
    void rows_are_the_same_in_batches_of_any_size_and_whatever_comes_again() {
        SearchPeriods periods = new SearchPeriods(db.dataSource());
        for (long seed = 0; seed < 4; seed++) {
            empty();
            RandomHistory.batches(seed, 12).forEach(registry::submit);
            List<RecordedEvent> log = registry.events();
            List<String> live = rows();
            assertThat(jdbc.queryForObject(
                            "SELECT count(*) FROM search_period WHERE known_to IS NOT NULL", Integer.class))
                    .isPositive();
            for (int batch : new int[] {1, 7, log.size()}) {
                jdbc.update("DELETE FROM search_period");
                for (int from = 0; from < log.size(); from += batch) {
                    apply(periods, log.subList(from, Math.min(log.size(), from + batch)));
                    // Again at once, and all that was before: a token that went back brings it in such pieces.
                    List<String> applied = rows();
                    apply(periods, log.subList(from, Math.min(log.size(), from + batch)));
                    apply(periods, log.subList(0, Math.min(log.size(), from + batch)));
                    apply(periods, log.subList(from / 2, from));
                    assertThat(rows()).isEqualTo(applied);
                }
                assertThat(rows()).as("seed %d, batches of %d", seed, batch).isEqualTo(live);
            }
        }
    }

    @Test
    void a_legal_entity_is_known_as_one_by_its_row_where_no_event_names_it() {
        registry.submit(enterprise("天河样例（中国）有限公司", 1));
        List<String> live = rows();
        RecordedEvent first = registry.events().get(0);
        RecordSubmitted submitted = (RecordSubmitted) first.event();
        RecordVersion withdrawal = new RecordVersion(
                2,
                submitted.version().hash(),
                null,
                RecordContent.of(Operation.WITHDRAW, null, null, Map.of(), null, null),
                submitted.version().provenance());
        jdbc.update("DELETE FROM search_period");
        apply(
                new SearchPeriods(db.dataSource()),
                List.of(new RecordedEvent(
                        first.subject(),
                        first.sequence(),
                        first.recordedAt(),
                        new RecordWithdrawn(submitted.record(), withdrawal, null, null, submitted.outcome()))));
        assertThat(rows()).isEqualTo(live);
    }

    private static void apply(SearchPeriods periods, List<RecordedEvent> events) {
        db.transactions().executeWithoutResult(status -> periods.apply(events));
    }

    @Test
    void the_processor_follows_the_log_and_parks_what_it_cannot_apply_with_its_subject() throws InterruptedException {
        EmbeddedEventStore store = EmbeddedEventStore.builder()
                .storageEngine(registry.engine())
                .fetchDelay(20)
                .build();
        registry.submit(household(PERSON, "于海涛", 1), household(OTHER, "周梓萱", 1));
        registry.submit(household(PERSON, "于海波", 2).operation(Operation.CORRECT), enterprise("天河样例有限公司", 1));
        List<String> live = rows();
        jdbc.update("DELETE FROM search_period");
        jdbc.execute("ALTER TABLE search_period ADD CONSTRAINT nobody CHECK (value <> '于海涛')");
        StreamingEventProcessor processor = SearchPeriodProjection.processor(
                store, db.dataSource(), registry.transactions(), registry.serializer());
        try {
            processor.start();
            assertThat(new Following(processor).await(registry.log().head(), Duration.ofSeconds(20)))
                    .isTrue();
            String broken = LiveRegistry.IDS.of(PERSON).toString();
            assertThat(rows())
                    .isEqualTo(live.stream()
                            .filter(row -> !row.startsWith("(" + broken))
                            .toList())
                    .hasSize(2);
            assertThat(jdbc.queryForList(
                            "SELECT processinggroup || ' ' || sequenceidentifier || ' ' || payloadtype FROM deadletterentry"
                                    + " ORDER BY sequenceindex",
                            String.class))
                    .containsExactly(
                            "search-periods " + broken + " RecordSubmitted",
                            "search-periods " + broken + " RecordCorrected");
        } finally {
            processor.shutDown();
            store.shutDown();
            jdbc.execute("ALTER TABLE search_period DROP CONSTRAINT nobody");
        }
    }
}
