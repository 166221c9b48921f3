package org.basedata.registry.projections.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.candidate.Numbers;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.MergeSubjects;
import org.basedata.registry.core.reconciliation.AnswerVerification;
import org.basedata.registry.core.reconciliation.ApproveDecision;
import org.basedata.registry.core.reconciliation.AssignCase;
import org.basedata.registry.core.reconciliation.CandidateSettings;
import org.basedata.registry.core.reconciliation.CaseCause;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.CaseRefused;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseTaken;
import org.basedata.registry.core.reconciliation.CloseCase;
import org.basedata.registry.core.reconciliation.JoinCases;
import org.basedata.registry.core.reconciliation.OpenCase;
import org.basedata.registry.core.reconciliation.ProposeDecision;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.reconciliation.RequestVerification;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.core.reconciliation.Who;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.Party;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.TiedHistory;
import org.basedata.registry.projections.candidate.CandidateSearches;
import org.basedata.registry.projections.following.Following;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.basedata.registry.projections.rebuild.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class CasesFollowConflictsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Identifier ANNA = RandomHistory.PERSONS.get(0);
    private static final Identifier BORIS = RandomHistory.PERSONS.get(1);
    private static final RecordKey MARRIAGE = new RecordKey("MZ", "marriage-registration", "MZ-1");

    private LiveRegistry registry;
    private CaseWork work;
    private JdbcTemplate jdbc;
    private StreamingEventProcessor processor;

    @BeforeEach
    void begin() {
        db.clear();
        jdbc = new JdbcTemplate(db.dataSource());
        jdbc.execute("ALTER SEQUENCE case_number RESTART");
        registry = new LiveRegistry(db);
        work = new CaseWork(db, registry);
        processor = work.follower.processor(work.store, registry.transactions(), registry.serializer());
    }

    @AfterEach
    void end() {
        processor.shutDown();
        work.close();
    }

    private static SubjectId ref(Identifier identifier) {
        return LiveRegistry.IDS.of(identifier);
    }

    private static RowBuilder household(Identifier about, int version, String maritalStatus) {
        return RowBuilder.row("GA", "household-registration", "GA-" + about.number())
                .version(version)
                .about(about, "于海涛")
                .item("registeredDivision", "440106")
                .item("maritalStatus", maritalStatus);
    }

    private static RowBuilder marriage(Identifier about, String maritalStatus) {
        return RowBuilder.row("MZ", "marriage-registration", about == ANNA ? "MZ-1" : "MZ-" + about.number())
                .about(about, "于海涛")
                .item("maritalStatus", maritalStatus);
    }

    private void contradict(Identifier about) {
        registry.submit(household(about, 1, "10"), marriage(about, "20"));
    }

    private void follow() {
        try {
            if (!processor.isRunning()) processor.start();
            // Case events come behind the last conflict and ask for nothing.
            assertThat(new Following(processor).await(registry.log().head(), LONG))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : List.of("reconciliation_case", "case_verification"))
            rows.put(table, jdbc.queryForList("SELECT t::text FROM " + table + " t ORDER BY 1", String.class));
        return rows;
    }

    private long caseEvents() {
        return count("event JOIN event_type ON id = type AND aggregate_type = 'Case'");
    }

    private long count(String from) {
        return jdbc.queryForObject("SELECT count(*) FROM " + from, Long.class);
    }

    private int parked() {
        return jdbc.queryForObject("SELECT count(*) FROM deadletterentry", Integer.class);
    }

    @Test
    void a_conflict_opens_a_case_and_its_end_closes_it() {
        contradict(ANNA);
        follow();
        ListedCase opened = work.openOf(ref(ANNA));
        assertThat(opened.number()).isEqualTo("C-000001");
        assertThat(opened.state()).isEqualTo(CaseState.OPENED);
        assertThat(opened.items()).containsExactly("maritalStatus");
        assertThat(opened.sources()).containsExactly("GA", "MZ");
        assertThat(opened.division()).isEqualTo("440106");
        assertThat(opened.due()).isEqualTo("2026-01-19");
        registry.submit(household(ANNA, 2, "20").operation(Operation.CORRECT));
        follow();
        ListedCase closed = work.cases.find("C-000001").orElseThrow();
        assertThat(closed.state()).isEqualTo(CaseState.CLOSED);
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.SETTLED_ITSELF);
        assertThat(closed.closedAt()).isEqualTo(registry.now());
        assertThat(work.cases.openOf(ref(ANNA))).isEmpty();
        registry.submit(household(ANNA, 3, "10").operation(Operation.CORRECT));
        follow();
        assertThat(work.openOf(ref(ANNA)).number()).as("reopened").isEqualTo("C-000001");
        assertThat(parked()).isZero();
    }

    @Test
    void the_same_events_again_change_nothing() {
        contradict(ANNA);
        contradict(BORIS);
        follow();
        Map<String, List<String>> rows = rows();
        long events = caseEvents();
        processor.shutDown();
        jdbc.update("UPDATE tokenentry SET token = NULL, tokentype = NULL, owner = NULL");
        processor = work.follower.processor(work.store, registry.transactions(), registry.serializer());
        follow();
        assertThat(rows()).isEqualTo(rows);
        assertThat(caseEvents()).isEqualTo(events).isEqualTo(2);
        for (int time = 0; time < 2; time++)
            db.transactions().executeWithoutResult(status -> work.follower.review(Set.of(ref(ANNA), ref(BORIS))));
        assertThat(rows()).isEqualTo(rows);
        assertThat(caseEvents()).isEqualTo(events);
    }

    @Test
    void what_is_broken_off_before_its_commit_leaves_nothing_and_is_done_once_afterwards() {
        contradict(ANNA);
        assertThatThrownBy(() -> db.transactions().executeWithoutResult(status -> {
                    work.follower.review(Set.of(ref(ANNA)));
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(caseEvents()).isZero();
        assertThat(count("reconciliation_case")).isZero();
        follow();
        assertThat(caseEvents()).isEqualTo(1);
        assertThat(count("reconciliation_case")).isEqualTo(1);
    }

    @Test
    void many_subjects_are_opened_together_and_each_once() {
        List<RowBuilder> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Identifier about = new Identifier(IdType.PASSPORT, String.format("E%08d", i));
            rows.add(household(about, 1, "10"));
            rows.add(marriage(about, "20"));
        }
        registry.submit(rows.toArray(RowBuilder[]::new));
        follow();
        assertThat(count("reconciliation_case")).isEqualTo(3_000);
        assertThat(count("(SELECT DISTINCT subject FROM reconciliation_case) AS s"))
                .isEqualTo(3_000);
        assertThat(caseEvents()).isEqualTo(3_000);
        assertThat(parked()).isZero();
        String mark = null;
        List<String> listed = new ArrayList<>();
        for (CaseSort sort : CaseSort.values()) {
            listed.clear();
            do {
                CasePage page = work.cases.list(CaseFilter.OPEN, sort, mark, 1_000);
                page.results().forEach(each -> listed.add(each.number()));
                mark = page.next();
            } while (mark != null);
            assertThat(listed).as(sort.name()).hasSize(3_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_rule_across_subjects_that_is_broken_opens_a_case_though_no_conflict_event_tells_of_it() {
        registry.submit(
                TiedHistory.enterprise(TiedHistory.ENTITIES.get(0), ANNA).item("status", "1"));
        registry.submit(TiedHistory.death(ANNA, "2020-02-29"));
        assertThat(count("tie_violation")).isEqualTo(1);
        db.transactions()
                .executeWithoutResult(status -> work.follower.review(Set.of(ref(TiedHistory.ENTITIES.get(0)))));
        ListedCase opened = work.openOf(ref(TiedHistory.ENTITIES.get(0)));
        assertThat(opened.items()).containsExactly("legalRepresentativeId");
        assertThat(opened.sources()).containsExactly("SCJG", "WJ");
    }

    @Test
    void subjects_waiting_to_be_looked_at_are_looked_at_with_the_next_batch() {
        registry.submit(
                TiedHistory.enterprise(TiedHistory.ENTITIES.get(0), ANNA).item("status", "1"));
        registry.submit(TiedHistory.death(ANNA, "2020-02-29"));
        jdbc.update(
                "INSERT INTO case_review VALUES (?)",
                ref(TiedHistory.ENTITIES.get(0)).value());
        contradict(BORIS);
        follow();
        assertThat(work.cases.openOf(ref(TiedHistory.ENTITIES.get(0)))).isPresent();
        assertThat(count("case_review")).isZero();
    }

    @Test
    void a_case_is_led_by_people_to_its_end() {
        contradict(ANNA);
        follow();
        CaseId id = work.openOf(ref(ANNA)).id();
        CaseTaken taken = work.order(CaseWork.ZHAO, new AssignCase(id, 0, null, null, null));
        assertThat(taken.version()).isEqualTo(1);
        taken = work.order(
                CaseWork.ZHAO,
                new RequestVerification(id, 1, List.of("GA", "MZ"), "请核实", List.of("maritalStatus"), null));
        assertThat(taken.version()).isEqualTo(3);
        Verifications inbox = new Verifications(db.dataSource());
        assertThat(inbox.list("MZ", true, 0, 10)).hasSize(1);
        assertThat(work.openOf(ref(ANNA)).waitingFor()).containsExactly("GA", "MZ");
        work.order(
                CaseWork.MZ, new AnswerVerification(id, 3, 2, Verdict.CONFIRMED, "在案", "登记处", "周登记", null, List.of()));
        assertThat(inbox.list("MZ", true, 0, 10)).isEmpty();
        assertThat(inbox.list("MZ", false, 0, 10).get(0).verdict()).isEqualTo(Verdict.CONFIRMED);
        long conflict = jdbc.queryForObject("SELECT number FROM subject_conflict", Long.class);
        work.order(
                CaseWork.ZHAO,
                new ProposeDecision(
                        id, 4, List.of(Settlement.choose(conflict, Choice.take(MARRIAGE))), "在案", List.of("118号")));
        taken = work.order(CaseWork.SUN, new ApproveDecision(id, 5, "同意"));
        assertThat(taken.state()).isEqualTo(CaseState.CLOSED);
        assertThat(work.settled).extracting(SettleConflict::conflict).containsExactly(conflict);
        assertThat(work.settled.get(0).subject()).isEqualTo(ref(ANNA));
        ListedVerification told = inbox.list("MZ", false, 0, 10).get(0);
        assertThat(told.outcome()).isEqualTo(CaseOutcome.DECIDED);
        assertThat(inbox.list("GA", false, 0, 10).get(0).lapsed()).isTrue();
        assertThat(work.file(id).state()).isEqualTo(CaseState.CLOSED);
        unchangedByRebuild();
    }

    @Test
    void a_decision_that_cannot_be_carried_out_leaves_the_case_as_it_was() {
        contradict(ANNA);
        follow();
        CaseId id = work.openOf(ref(ANNA)).id();
        long conflict = jdbc.queryForObject("SELECT number FROM subject_conflict", Long.class);
        work.order(
                CaseWork.ZHAO,
                new ProposeDecision(
                        id, 0, List.of(Settlement.choose(conflict, Choice.take(MARRIAGE))), "在案", List.of()));
        Map<String, List<String>> before = rows();
        work.failSettling(new DecisionRefused("X", "x", "不行", "no"));
        assertThatThrownBy(() -> work.order(CaseWork.SUN, new ApproveDecision(id, 1, "同意")))
                .hasMessageContaining("no");
        assertThat(rows()).isEqualTo(before);
        assertThat(work.file(id).version()).isEqualTo(1);
    }

    @Test
    void a_subject_has_one_open_case_whoever_opens_it() {
        registry.submit(household(ANNA, 1, "10"));
        CaseTaken opened = work.order(CaseWork.ZHAO, new OpenCase(ref(ANNA), "来函", null, null));
        assertThat(opened.number()).isEqualTo("C-000001");
        CaseRefused refused = catchThrowableOfType(
                CaseRefused.class, () -> work.order(CaseWork.QIAN, new OpenCase(ref(ANNA), "来函", null, null)));
        assertThat(refused.fault().code()).isEqualTo("CASE_OPEN_ALREADY");
        assertThat(refused.fault().message()).contains("C-000001");
        registry.submit(marriage(ANNA, "20"));
        follow();
        assertThat(count("reconciliation_case")).isEqualTo(1);
        assertThat(work.openOf(ref(ANNA)).conflicts()).isEqualTo(1);
        CaseRefused unknown = catchThrowableOfType(
                CaseRefused.class,
                () -> work.order(CaseWork.QIAN, new OpenCase(new SubjectId(new UUID(1, 1)), "来函", null, null)));
        assertThat(unknown.fault().code()).isEqualTo("SUBJECT_UNKNOWN");
    }

    @Test
    void the_follower_waits_for_whoever_is_at_work_on_a_case_and_goes_on_from_there() throws Exception {
        contradict(ANNA);
        follow();
        CaseId id = work.openOf(ref(ANNA)).id();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> person =
                CompletableFuture.runAsync(() -> db.transactions().executeWithoutResult(status -> {
                    work.tables.lock(Set.of(id));
                    locked.countDown();
                    await(goOn);
                    work.order(CaseWork.ZHAO, new AssignCase(id, 0, null, null, null));
                }));
        await(locked);
        registry.submit(household(ANNA, 2, "20").operation(Operation.CORRECT));
        CompletableFuture<Void> followed = CompletableFuture.runAsync(
                () -> db.transactions().executeWithoutResult(status -> work.follower.review(Set.of(ref(ANNA)))));
        goOn.countDown();
        person.get(20, TimeUnit.SECONDS);
        followed.get(20, TimeUnit.SECONDS);
        ReconciliationCase file = work.file(id);
        assertThat(file.version()).isEqualTo(2);
        assertThat(file.assigned().assignee()).isEqualTo("steward.zhao");
        assertThat(file.closed().outcome()).isEqualTo(CaseOutcome.SETTLED_ITSELF);
        assertThat(parked()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) throw new IllegalStateException("nobody came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_case_of_a_merged_subject_stays_until_it_is_joined() {
        contradict(ANNA);
        contradict(BORIS);
        follow();
        CaseId anna = work.openOf(ref(ANNA)).id();
        CaseId boris = work.openOf(ref(BORIS)).id();
        assertThat(catchThrowableOfType(
                                CaseRefused.class, () -> work.order(CaseWork.ZHAO, new JoinCases(boris, 0, anna, "并案")))
                        .fault()
                        .code())
                .isEqualTo("SUBJECTS_DIFFER");
        assertThat(registry.take(new MergeSubjects(
                        new Act(new UUID(7, 7), Act.STAFF, null, "赵核查", "一人多号", List.of("1号")),
                        new Party(ref(BORIS), BORIS),
                        new Party(ref(ANNA), ANNA))))
                .isTrue();
        follow();
        ListedCase waiting = work.openOf(ref(BORIS));
        assertThat(waiting.conflicts()).isZero();
        assertThat(waiting.state()).isEqualTo(CaseState.OPENED);
        CaseTaken joined = work.order(CaseWork.ZHAO, new JoinCases(boris, waiting.version(), anna, "并案"));
        assertThat(joined.state()).isEqualTo(CaseState.CLOSED);
        assertThat(work.file(boris).closed().outcome()).isEqualTo(CaseOutcome.JOINED);
        assertThat(work.file(anna).history())
                .last()
                .satisfies(step -> assertThat(step.event().reason()).isEqualTo("并案"));
        unchangedByRebuild();
    }

    @Test
    void a_held_record_opens_a_case_about_identity() {
        registry.submit(household(ANNA, 1, "10"));
        registry.submit(RowBuilder.row("RS", "social-insurance", "RS-1").about(ANNA, "欧阳建国"));
        assertThat(jdbc.queryForObject("SELECT kind FROM subject_conflict", String.class))
                .isEqualTo("HOLD");
        follow();
        ListedCase opened = work.openOf(ref(ANNA));
        assertThat(opened.severity()).isEqualTo(Severity.IDENTITY);
        assertThat(opened.sources()).containsExactly("GA", "RS");
    }

    private static final Identifier RESIDENT = Numbers.resident("44010619850312357");
    private static final Identifier PASSPORT = new Identifier(IdType.PASSPORT, "E12345678");

    /** @param most pairs that are handed over */
    private void search(int leastScore, int most) {
        var opening = new WhenCandidatesFoundThenOpenCases(
                db.dataSource(), work.orders, new CandidateSettings(leastScore, most));
        try (CandidateSearches searches = new CandidateSearches(
                db.dataSource(),
                Ledger.CATALOGUE,
                Clock.fixed(registry.now(), ZoneOffset.UTC),
                LiveRegistry.JSON,
                opening::open)) {
            searches.run();
        }
    }

    private void alike() {
        registry.submit(
                RowBuilder.row("GA", "household-registration", "GA-1")
                        .about(RESIDENT, "欧阳海澜")
                        .item("birthDate", "1985-03-12"),
                RowBuilder.row("RS", "social-insurance", "RS-1")
                        .about(PASSPORT, "欧阳海澜")
                        .item("birthDate", "1985-03-12"));
    }

    private ListedCase only() {
        List<ListedCase> open =
                work.cases.list(CaseFilter.OPEN, CaseSort.DUE, null, 10).results();
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    @Test
    void a_search_hands_the_best_pairs_to_people_each_once() {
        alike();
        search(100, 10);
        search(70, 0);
        assertThat(count("reconciliation_case")).isZero();
        search(70, 10);
        ListedCase opened = only();
        assertThat(opened.cause()).isEqualTo(CaseCause.CANDIDATE);
        assertThat(opened.severity()).isEqualTo(Severity.IDENTITY);
        ReconciliationCase file = work.file(opened.id());
        assertThat(file.history().get(0).event().by()).isEqualTo(Who.REGISTRY);
        assertThat(Set.of(file.subject(), file.candidates().get(0).other()))
                .containsExactlyInAnyOrder(ref(RESIDENT), ref(PASSPORT));
        search(70, 10);
        assertThat(only().version()).isEqualTo(opened.version());
        follow();
        assertThat(only().version()).as("the follower lets it be").isEqualTo(opened.version());
        CaseTaken closed = work.order(CaseWork.ZHAO, new CloseCase(opened.id(), opened.version(), "孪生兄弟"));
        assertThat(closed.state()).isEqualTo(CaseState.CLOSED);
        search(70, 10);
        assertThat(count("reconciliation_case")).as("ruled out").isEqualTo(1);
        unchangedByRebuild();
    }

    @Test
    void a_pair_that_was_merged_closes_its_case() {
        alike();
        search(70, 10);
        follow();
        ListedCase opened = only();
        boolean resident = opened.subject().equals(ref(RESIDENT));
        Identifier goes = resident ? RESIDENT : PASSPORT;
        Identifier stays = resident ? PASSPORT : RESIDENT;
        assertThat(registry.take(new MergeSubjects(
                        new Act(new UUID(7, 7), Act.STAFF, null, "赵核查", "一人多证", List.of("1号")),
                        new Party(ref(goes), goes),
                        new Party(ref(stays), stays))))
                .isTrue();
        follow();
        ListedCase closed = work.cases.find(opened.number()).orElseThrow();
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.DECIDED);
        assertThat(count("reconciliation_case")).isEqualTo(1);
        unchangedByRebuild();
    }

    private void unchangedByRebuild() {
        processor.shutDown();
        Map<String, List<String>> live = rows();
        assertThat(differences()).isEmpty();
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(rows()).isEqualTo(live);
    }

    private List<String> differences() {
        List<Difference> found = new ArrayList<>();
        new Verification(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON)
                .run(found::add, progress -> {});
        return found.stream()
                .map(d -> d.table() + " " + d.key() + " " + d.number() + " " + d.kind())
                .sorted()
                .toList();
    }

    @Test
    void rows_of_cases_that_were_changed_taken_or_added_are_told() {
        contradict(ANNA);
        contradict(BORIS);
        follow();
        CaseId anna = work.openOf(ref(ANNA)).id();
        CaseId boris = work.openOf(ref(BORIS)).id();
        work.order(CaseWork.ZHAO, new RequestVerification(anna, 0, List.of("GA", "MZ"), "请核实", List.of(), null));
        processor.shutDown();
        assertThat(differences()).isEmpty();
        jdbc.update("UPDATE reconciliation_case SET due = '2030-01-01' WHERE case_id = ?", anna.value());
        jdbc.update("DELETE FROM reconciliation_case WHERE case_id = ?", boris.value());
        jdbc.update("UPDATE case_verification SET question = 'x' WHERE number = 1");
        jdbc.update("DELETE FROM case_verification WHERE number = 2");
        jdbc.update(
                "INSERT INTO case_verification SELECT ?, 1, source, case_number, subject, items, question, asked_at, due,"
                        + " answered_at, verdict, lapsed, closed_at, outcome FROM case_verification",
                new UUID(1, 1));
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "reconciliation_case " + anna + " 0 DIFFERENT",
                        "reconciliation_case " + boris + " 0 MISSING",
                        "case_verification " + anna + " 1 DIFFERENT",
                        "case_verification " + anna + " 2 MISSING",
                        "case_verification null 0 UNEXPLAINED");
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(differences()).isEmpty();
        assertThat(FollowingProcessor.followedUpTo(WhenConflictRaisedThenOpenCase.PROCESSOR, db.dataSource()))
                .isPresent();
    }
}
