package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class MasterRecordsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Identifier PERSON = RandomHistory.PERSONS.get(0);
    private static final Identifier OTHER = RandomHistory.PERSONS.get(1);
    private static final Identifier ENTITY = RandomHistory.ENTITIES.get(0);

    private LiveRegistry registry;
    private MasterRecords masters;

    @BeforeEach
    void empty() {
        db.clear();
        registry = new LiveRegistry(db);
        masters = new MasterRecords(db.dataSource(), registry.streams());
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

    private static AsOf on(String day) {
        return new AsOf(LocalDate.parse(day), null);
    }

    private List<SubjectId> persons(SearchCriteria criteria, AsOf asOf) {
        return refs(masters.search(SubjectType.PERSON, criteria, asOf, asOf.knownAt() != null, null, 10));
    }

    private List<SubjectId> entities(SearchCriteria criteria, AsOf asOf) {
        return refs(masters.search(SubjectType.LEGAL_ENTITY, criteria, asOf, asOf.knownAt() != null, null, 10));
    }

    private static List<SubjectId> refs(SearchPage page) {
        return page.results().stream().map(SubjectRecord::ref).toList();
    }

    private static SearchCriteria name(String name) {
        return new SearchCriteria(name, null, null, null);
    }

    private static SearchCriteria contains(String part) {
        return new SearchCriteria(null, part, null, null);
    }

    private static SearchCriteria division(String prefix) {
        return new SearchCriteria(null, null, prefix, null);
    }

    @Test
    void answers_come_in_the_order_of_the_question_with_a_gap_for_every_miss() {
        registry.submit(household(PERSON, "于海涛", 1), enterprise("广州海珠测试有限公司", 1), household(OTHER, "周梓萱", 1));
        registry.submit(household(OTHER, "周梓萱", 2).operation(Operation.WITHDRAW));
        List<Optional<SubjectRecord>> found = masters.byIdentifiers(
                LiveRegistry.IDS,
                List.of(OTHER, ENTITY, new Identifier(IdType.PASSPORT, "E12345678"), PERSON, ENTITY),
                null);
        assertThat(found)
                .extracting(answer -> answer.map(SubjectRecord::identifier).orElse(null))
                .containsExactly(null, ENTITY, null, PERSON, ENTITY);
    }

    @Test
    void a_reference_answers_for_its_own_kind_only() {
        registry.submit(household(PERSON, "于海涛", 1));
        SubjectId ref = LiveRegistry.IDS.of(PERSON);
        assertThat(masters.byRef(SubjectType.PERSON, ref, null)).isPresent();
        assertThat(masters.byRef(SubjectType.LEGAL_ENTITY, ref, null)).isEmpty();
    }

    @Test
    void a_subject_of_many_events_answers_as_of_an_earlier_time_with_snapshots_and_without() {
        Map<Instant, List<Optional<SubjectRecord>>> answered = new LinkedHashMap<>();
        for (int version = 1; version <= 130; version++) {
            Instant time = registry.submit(household(PERSON, version % 7 == 0 ? "于海波" : "于海涛", version)
                    .item("householdNumber", "H" + version)
                    .from(LocalDate.parse("2020-01-01").plusDays(version).toString()));
            answered.put(time, masters.byIdentifiers(LiveRegistry.IDS, List.of(PERSON), null));
        }
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        assertThat(jdbc.queryForList("SELECT sequence FROM subject_snapshot ORDER BY sequence", Long.class))
                .containsExactly(49L, 99L);
        Instant before = answered.keySet().iterator().next().minusSeconds(1);
        for (int look = 0; look < 2; look++) {
            answered.forEach(
                    (time, answer) -> assertThat(masters.byIdentifiers(LiveRegistry.IDS, List.of(PERSON), time))
                            .isEqualTo(answer));
            assertThat(masters.byIdentifiers(LiveRegistry.IDS, List.of(PERSON), before))
                    .containsExactly(Optional.empty());
            // Those that an upgrade finds have none.
            jdbc.update("DELETE FROM subject_snapshot");
        }
    }

    @Test
    void whoever_asks_as_of_an_earlier_time_gets_what_was_answered_then() {
        List<Identifier> all = Stream.concat(RandomHistory.PERSONS.stream(), RandomHistory.ENTITIES.stream())
                .toList();
        for (long seed = 100; seed < 106; seed++) {
            empty();
            Instant before = registry.now();
            Map<Instant, List<Optional<SubjectRecord>>> answered = new LinkedHashMap<>();
            for (List<SubmitRecord> batch : RandomHistory.batches(seed, 8)) {
                Instant time = registry.submit(batch);
                answered.put(time, masters.byIdentifiers(LiveRegistry.IDS, all, null));
            }
            answered.forEach((time, answer) -> {
                assertThat(masters.byIdentifiers(LiveRegistry.IDS, all, time)).isEqualTo(answer);
                assertThat(masters.byIdentifiers(LiveRegistry.IDS, all, time.plusSeconds(59)))
                        .isEqualTo(answer);
            });
            assertThat(masters.byIdentifiers(LiveRegistry.IDS, all, before)).allMatch(Optional::isEmpty);
        }
    }

    @Test
    void rows_come_with_the_position_that_they_cover() {
        assertThat(masters.stored(SubjectType.PERSON, List.of(), null)).isEqualTo(new StoredSubjects(0, List.of()));
        registry.submit(household(PERSON, "于海涛", 1));
        long position = registry.engine().headPosition();
        SubjectId person = LiveRegistry.IDS.of(PERSON);
        SubjectId nobody = LiveRegistry.IDS.of(OTHER);

        StoredSubjects one = masters.stored(SubjectType.PERSON, List.of(person), null);
        assertThat(one.position()).isEqualTo(position).isPositive();
        StoredSubject row = one.subjects().get(0);
        assertThat(row.ref()).isEqualTo(person);
        assertThat(row.identifier()).isEqualTo(PERSON);
        assertThat(row.sequence())
                .isEqualTo(registry.streams().read(List.of(person)).get(person).size() - 1);
        StoredSubjects none = masters.stored(SubjectType.PERSON, List.of(nobody), null);
        assertThat(none.position()).isEqualTo(position);
        assertThat(none.subjects()).hasSize(1).containsOnlyNulls();

        StoredSubjects several = masters.stored(SubjectType.PERSON, List.of(nobody, person, person), null);
        assertThat(several.position()).isEqualTo(position);
        assertThat(several.subjects().get(0)).isNull();
        for (StoredSubject each : several.subjects().subList(1, 3))
            assertThat(each).usingRecursiveComparison().isEqualTo(row);
        assertThat(masters.stored(SubjectType.PERSON, List.of(nobody, nobody), null)
                        .position())
                .isEqualTo(position);
    }

    @Test
    void a_sequence_shows_the_same_whenever_it_is_asked_for() {
        for (long seed = 1; seed <= 5; seed++) {
            db.clear();
            registry = new LiveRegistry(db);
            masters = new MasterRecords(db.dataSource(), registry.streams());
            List<SubjectId> persons =
                    RandomHistory.PERSONS.stream().map(LiveRegistry.IDS::of).toList();
            Map<Instant, List<StoredSubject>> answered = new LinkedHashMap<>();
            for (List<SubmitRecord> batch : RandomHistory.batches(seed, 12))
                answered.put(
                        registry.submit(batch),
                        masters.stored(SubjectType.PERSON, persons, null).subjects());
            answered.forEach((time, answer) -> {
                List<StoredSubject> again =
                        masters.stored(SubjectType.PERSON, persons, time).subjects();
                for (int i = 0; i < answer.size(); i++)
                    assertThat(again.get(i)).usingRecursiveComparison().isEqualTo(answer.get(i));
            });
        }
    }

    @Test
    void a_person_is_found_by_the_name_in_any_spelling() {
        Identifier minority = RandomHistory.PERSONS.get(2);
        registry.submit(household(minority, "阿依古丽·买买提", 1), household(OTHER, "周梓萱", 1));
        assertThat(persons(name("阿依古丽•买买提"), on("2025-01-01"))).containsExactly(LiveRegistry.IDS.of(minority));
        assertThat(persons(name("阿依古丽"), on("2025-01-01"))).isEmpty();
    }

    @Test
    void a_former_and_a_future_name_are_found_on_their_days_and_on_no_other() {
        registry.submit(household(PERSON, "于海涛", 1).from("1990-01-01"));
        registry.submit(household(PERSON, "于海波", 2).from("2020-01-01"));
        registry.submit(household(PERSON, "于海洋", 3).from("2099-01-01"));
        List<SubjectId> found = List.of(LiveRegistry.IDS.of(PERSON));
        assertThat(persons(name("于海涛"), on("2010-01-01"))).isEqualTo(found);
        assertThat(persons(name("于海涛"), on("2025-01-01"))).isEmpty();
        assertThat(persons(name("于海波"), on("2025-01-01"))).isEqualTo(found);
        assertThat(persons(name("于海洋"), on("2025-01-01"))).isEmpty();
        assertThat(persons(name("于海洋"), on("2099-01-01"))).isEqualTo(found);
    }

    @Test
    void a_search_as_known_earlier_shows_nobody_who_was_not_known_then() {
        Instant before = registry.now();
        Instant then = registry.submit(household(PERSON, "于海涛", 1).item("birthDate", "1949-12-31"));
        registry.submit(household(PERSON, "于海涛", 2).item("birthDate", "1949-12-30"));
        LocalDate day = LocalDate.parse("2025-01-01");
        SearchCriteria known = new SearchCriteria("于海涛", null, null, null);
        assertThat(persons(known, new AsOf(day, before))).isEmpty();
        assertThat(persons(known, new AsOf(day, then))).hasSize(1);
        SearchCriteria later = new SearchCriteria(null, null, null, LocalDate.parse("1949-12-30"));
        assertThat(persons(later, new AsOf(day, then))).isEmpty();
        assertThat(persons(later, new AsOf(day, null))).hasSize(1);
    }

    @Test
    void name_birth_date_and_division_must_all_hold() {
        registry.submit(
                household(PERSON, "于海涛", 1).item("birthDate", "1949-12-31").item("registeredDivision", "440106"),
                household(OTHER, "于海涛", 1).item("birthDate", "1990-03-07").item("registeredDivision", "440106"));
        LocalDate birth = LocalDate.parse("1949-12-31");
        AsOf now = on("2025-01-01");
        assertThat(persons(name("于海涛"), now)).hasSize(2);
        assertThat(persons(new SearchCriteria("于海涛", null, "4401", birth), now))
                .containsExactly(LiveRegistry.IDS.of(PERSON));
        assertThat(persons(new SearchCriteria(null, null, "4401", birth), now))
                .containsExactly(LiveRegistry.IDS.of(PERSON));
        assertThat(persons(new SearchCriteria(null, null, "4403", birth), now)).isEmpty();
    }

    @Test
    void a_former_birth_date_is_found_on_its_days() {
        registry.submit(household(PERSON, "于海涛", 1).from("1990-01-01").item("birthDate", "1949-12-31"));
        registry.submit(household(PERSON, "于海涛", 2).from("2020-01-01").item("birthDate", "1949-12-30"));
        SearchCriteria former = new SearchCriteria(null, null, null, LocalDate.parse("1949-12-31"));
        assertThat(persons(former, on("2010-01-01"))).hasSize(1);
        assertThat(persons(former, on("2025-01-01"))).isEmpty();
    }

    @Test
    void a_legal_entity_is_found_by_two_characters_of_any_of_its_names() {
        registry.submit(enterprise("广州海珠测试有限公司", 1).from("2000-01-01"));
        registry.submit(enterprise("天河样例（中国）有限公司", 2).from("2020-01-01"));
        List<SubjectId> found = List.of(LiveRegistry.IDS.of(ENTITY));
        assertThat(entities(contains("海珠"), on("2010-01-01"))).isEqualTo(found);
        assertThat(entities(contains("海珠"), on("2025-01-01"))).isEmpty();
        assertThat(entities(contains("样例(中国)"), on("2025-01-01"))).isEqualTo(found);
        assertThat(entities(contains("例样"), on("2025-01-01"))).isEmpty();
        assertThat(entities(name("天河样例(中国)有限公司"), on("2025-01-01"))).isEqualTo(found);
        assertThat(entities(name("天河样例(中国)有限"), on("2025-01-01"))).isEmpty();
    }

    @Test
    void a_legal_entity_is_found_by_its_division_of_the_day() {
        registry.submit(enterprise("广州海珠测试有限公司", 1).from("2000-01-01").item("division", "440105"));
        registry.submit(enterprise("广州海珠测试有限公司", 2).from("2020-01-01").item("division", "110105"));
        assertThat(entities(division("4401"), on("2010-01-01"))).hasSize(1);
        assertThat(entities(division("4401"), on("2025-01-01"))).isEmpty();
        assertThat(entities(division("11"), on("2025-01-01"))).hasSize(1);
        assertThat(entities(division("12"), on("2025-01-01"))).isEmpty();
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_repetition() {
        List<SubmitRecord> rows = new ArrayList<>();
        List<SubjectId> expected = new ArrayList<>();
        for (int i = 0; i < 137; i++) {
            Identifier passport = new Identifier(IdType.PASSPORT, String.format("E%08d", i));
            boolean former = i % 3 == 0;
            rows.add(household(passport, "于海涛", 1)
                    .from("2000-01-01")
                    .to(former ? "2010-01-01" : null)
                    .build());
            if (!former) expected.add(LiveRegistry.IDS.of(passport));
        }
        registry.submit(rows);
        expected.sort(null);
        List<SubjectId> found = new ArrayList<>();
        SubjectId next = null;
        int pages = 0;
        do {
            SearchPage page = masters.search(SubjectType.PERSON, name("于海涛"), on("2025-01-01"), false, next, 7);
            assertThat(page.results()).hasSizeLessThanOrEqualTo(7);
            found.addAll(refs(page));
            next = page.next();
            pages++;
        } while (next != null);
        assertThat(found).isEqualTo(expected);
        assertThat(pages).isEqualTo((expected.size() + 6) / 7);
    }

    @Test
    void what_nothing_could_be_found_by_is_refused() {
        AsOf now = on("2025-01-01");
        assertThatIllegalArgumentException().isThrownBy(() -> persons(division("4401"), now));
        assertThatIllegalArgumentException().isThrownBy(() -> persons(contains("海涛"), now));
        assertThatIllegalArgumentException().isThrownBy(() -> entities(contains("海"), now));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entities(new SearchCriteria(null, null, null, null), now));
    }

    @Test
    void every_way_of_searching_has_its_index() {
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        Map<String, String> searches = Map.of(
                "SELECT 1 FROM person_current WHERE (name = 'a' OR other_values @> ARRAY['n:a'])",
                "person_current_0_name_idx person_current_0_other_values_idx",
                "SELECT 1 FROM person_current WHERE (birth_date = '1990-01-01' OR other_values @> ARRAY['b:1990-01-01'])",
                "person_current_0_birth_date_idx person_current_0_other_values_idx",
                "SELECT 1 FROM legal_entity_current WHERE bigrams(names) @> bigrams('ab')",
                "legal_entity_current_0_bigrams_idx",
                "SELECT 1 FROM legal_entity_current WHERE (division >= '44' AND division < '45' OR other_values @> ARRAY['44'])",
                "legal_entity_current_0_division_idx legal_entity_current_0_other_values_idx",
                "SELECT 1 FROM search_period WHERE NOT legal_entity AND known_from <= now() AND known_to > now() AND item = 'name' AND value = 'a'",
                "search_period_0_value_idx",
                "SELECT 1 FROM search_period WHERE legal_entity AND known_from <= now() AND known_to > now() AND item = 'name' AND bigrams(value) @> bigrams('ab')",
                "search_period_0_bigrams_idx",
                "SELECT 1 FROM unnest('{00000000-0000-0000-0000-000000000000}'::uuid[]) AS asked (id) JOIN search_period ON subject = asked.id",
                "search_period_0_pkey search_period_f_pkey",
                "SELECT 1 FROM unnest('{00000000-0000-0000-0000-000000000000}'::uuid[]) AS asked (key) JOIN source_record ON record_key = asked.key",
                "source_record_0_pkey source_record_f_pkey",
                "SELECT 1 FROM unnest('{00000000-0000-0000-0000-000000000000}'::uuid[]) AS asked (id) JOIN person_current ON subject = asked.id",
                "person_current_0_pkey person_current_f_pkey");
        searches.forEach((sql, indexes) -> db.transactions().executeWithoutResult(status -> {
            jdbc.execute("SET LOCAL enable_seqscan = off");
            String plan = String.join("\n", jdbc.queryForList("EXPLAIN " + sql, String.class));
            assertThat(plan).contains(indexes.split(" "));
        }));
    }
}
