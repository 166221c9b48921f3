package org.basedata.registry.projections.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.AssignCase;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.basedata.registry.projections.rebuild.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Choosing from the queue, and noticing that it has changed. */
class QueueOfCasesIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Identifier ANNA = RandomHistory.PERSONS.get(0);
    private static final Identifier BORIS = RandomHistory.PERSONS.get(1);
    private static final Shape VARIANTS = Shape.parse("PERSON/name/GA/RS/VARIANT_CHARACTERS");

    private LiveRegistry registry;
    private CaseWork work;

    @BeforeEach
    void begin() {
        db.clear();
        registry = new LiveRegistry(db);
        work = new CaseWork(db, registry);
        registry.submit(household(ANNA, 1, "于海涛"), insurance(ANNA, "於海涛"));
        registry.submit(household(BORIS, 1, "于海洋"), insurance(BORIS, "于海波"));
        review();
    }

    @AfterEach
    void end() {
        work.close();
    }

    private void review() {
        db.transactions().executeWithoutResult(status -> work.follower.review(Set.of(ref(ANNA), ref(BORIS))));
    }

    private static SubjectId ref(Identifier identifier) {
        return LiveRegistry.IDS.of(identifier);
    }

    private static RowBuilder household(Identifier about, int version, String name) {
        return RowBuilder.row("GA", "household-registration", "GA-" + about.number())
                .version(version)
                .about(about, name);
    }

    private static RowBuilder insurance(Identifier about, String name) {
        return RowBuilder.row("RS", "social-insurance", "RS-" + about.number()).about(about, name);
    }

    private static CaseFilter shaped(Shape shape) {
        return new CaseFilter(null, null, null, null, null, null, null, null, null, null, null, null, shape);
    }

    private List<SubjectId> found(CaseFilter filter) {
        return work.cases.list(filter, CaseSort.DUE, null, 10).results().stream()
                .map(ListedCase::subject)
                .toList();
    }

    private int changed(CaseFilter filter, Instant since, String... listed) {
        return work.cases.changed(filter, List.of(listed), since, 10);
    }

    @Test
    void cases_are_found_by_the_shape_of_their_conflicts_as_it_is_now() {
        assertThat(found(shaped(VARIANTS))).containsExactly(ref(ANNA));
        assertThat(work.cases.count(shaped(VARIANTS), 10)).isEqualTo(1);
        registry.submit(household(ANNA, 2, "于海淘").operation(Operation.CORRECT));
        review();
        assertThat(found(shaped(VARIANTS))).isEmpty();
        assertThat(found(shaped(Shape.parse("PERSON/name/GA/RS/ONE_CHARACTER"))))
                .contains(ref(ANNA));
    }

    @Test
    void a_rebuild_and_a_verification_find_the_same_shapes_and_times() {
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        List<String> before = jdbc.queryForList("SELECT t::text FROM reconciliation_case t ORDER BY 1", String.class);
        assertThat(before).anyMatch(row -> row.contains(VARIANTS.text()));
        List<Difference> differences = new ArrayList<>();
        new Verification(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON)
                .run(differences::add, progress -> {});
        assertThat(differences).isEmpty();
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(jdbc.queryForList("SELECT t::text FROM reconciliation_case t ORDER BY 1", String.class))
                .isEqualTo(before);
    }

    /** As in a registry that an older program has filled: its events say nothing of shapes. */
    @Test
    void a_case_without_shapes_gets_them_when_it_is_looked_at_again() {
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        int stripped = jdbc.update(
                "UPDATE event SET payload = convert_to(regexp_replace(convert_from(payload, 'UTF8'),"
                        + " ',\"shapes\":[^]]*]', ''), 'UTF8') WHERE type IN (SELECT id FROM event_type WHERE aggregate_type = 'Case')");
        assertThat(stripped).isEqualTo(2);
        jdbc.update("UPDATE reconciliation_case SET shapes = '{}'");
        assertThat(found(shaped(VARIANTS))).isEmpty();
        review();
        assertThat(found(shaped(VARIANTS))).containsExactly(ref(ANNA));
        assertThat(work.openOf(ref(ANNA)).version()).isEqualTo(1);
        review();
        assertThat(work.openOf(ref(ANNA)).version()).as("once").isEqualTo(1);
    }

    @Test
    void what_was_opened_or_changed_since_counts_where_it_is_in_the_list_or_would_be() {
        Instant since = work.cases.lastChange();
        assertThat(since).isEqualTo(work.openOf(ref(BORIS)).openedAt());
        assertThat(changed(CaseFilter.OPEN, since)).isZero();
        assertThat(changed(CaseFilter.OPEN, since.minusNanos(1_000))).isEqualTo(2);
        ListedCase anna = work.openOf(ref(ANNA));
        registry.later(Duration.ofMinutes(1));
        work.order(CaseWork.ZHAO, new AssignCase(anna.id(), anna.version(), null, null, null));
        assertThat(changed(CaseFilter.OPEN, since)).isEqualTo(1);
        assertThat(changed(shaped(VARIANTS), since)).isEqualTo(1);
        CaseFilter elsewhere = shaped(Shape.parse("PERSON/name/GA/RS/OTHER"));
        assertThat(changed(elsewhere, since)).isZero();
        assertThat(changed(elsewhere, since, anna.number()))
                .as("it was in the list")
                .isEqualTo(1);
        registry.submit(household(ANNA, 2, "於海涛").operation(Operation.CORRECT));
        review();
        assertThat(work.cases.openOf(ref(ANNA))).isEmpty();
        assertThat(changed(CaseFilter.OPEN, since)).isZero();
        assertThat(changed(CaseFilter.OPEN, since, anna.number())).isEqualTo(1);
        assertThat(work.cases.lastChange()).isAfter(since);
    }

    @Test
    void counts_are_of_all_cases_that_the_filter_lets_through() {
        CaseCounts counts = work.cases.count(CaseFilter.OPEN, LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 5));
        assertThat(counts.total()).isEqualTo(2);
        assertThat(counts.overdue()).isEqualTo(2);
        assertThat(counts.items()).containsEntry("name", 2);
        assertThat(counts.sources()).containsEntry("GA", 2).containsEntry("RS", 2);
    }

    /** Beyond the front of the queue, with few that pass and with many, and where the order has nothing to do with the filter. */
    @Test
    void pages_of_a_long_queue_are_what_the_filter_lets_through_in_the_order() {
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        jdbc.update(
                "INSERT INTO reconciliation_case SELECT gen_random_uuid(), version, 'C-' || 1000000 + n, gen_random_uuid(), cause,"
                        + " CASE WHEN n % 2 = 0 THEN 'ASSIGNED' ELSE 'OPENED' END,"
                        + " CASE WHEN n <= 6000 THEN 'IDENTITY' ELSE 'MINOR' END, items, sources, CASE WHEN n % 300 = 0 THEN '440106' END, shapes,"
                        + " conflicts, opened_at + n * interval '1 second', due + n % 9, CASE WHEN n > 27900 THEN 'steward.zhao' END, waiting_for,"
                        + " reporters, escalated, closed_at, outcome, changed_at"
                        + " FROM reconciliation_case, generate_series(1, 28000) AS n WHERE subject = '"
                        + ref(ANNA).value() + "'");
        jdbc.execute("ANALYZE reconciliation_case");
        Map<String, CaseFilter> filters = Map.of(
                "true", CaseFilter.OPEN,
                "severity = 'MINOR'", wanted(Severity.MINOR, null, null, null),
                "severity = 'IDENTITY'", wanted(Severity.IDENTITY, null, null, null),
                "division = '440106'", wanted(null, "4401", null, null),
                "state = 'ASSIGNED' AND division = '440106'", wanted(null, "44", CaseState.ASSIGNED, null),
                "assignee = 'steward.zhao'", wanted(null, null, null, "steward.zhao"),
                "severity = 'IDENTITY' AND assignee = 'steward.zhao'",
                        wanted(Severity.IDENTITY, null, null, "steward.zhao"));
        Map<CaseSort, String> orders = Map.of(
                CaseSort.DUE, "due, case_id",
                CaseSort.OPENED, "opened_at, case_id",
                CaseSort.NEWEST, "opened_at DESC, case_id DESC",
                CaseSort.SEVERITY, "severity, due, case_id");
        filters.forEach((condition, filter) -> orders.forEach((sort, order) -> {
            List<String> expected = jdbc.queryForList(
                    "SELECT number FROM reconciliation_case WHERE " + condition + " ORDER BY " + order + " LIMIT 90",
                    String.class);
            List<String> found = new ArrayList<>();
            String after = null;
            for (int page = 0; page < 3 && (page == 0 || after != null); page++) {
                CasePage next = work.cases.list(filter, sort, after, 30);
                next.results().forEach(each -> found.add(each.number()));
                after = next.next();
            }
            assertThat(found).as(condition + " by " + sort).isEqualTo(expected);
        }));
    }

    private static CaseFilter wanted(Severity severity, String division, CaseState state, String assignee) {
        return new CaseFilter(
                null, null, severity, division, null, null, null, null, state, assignee, null, null, null);
    }
}
