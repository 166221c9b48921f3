package org.basedata.registry.projections.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.candidate.Evidence;
import org.basedata.registry.core.candidate.Numbers;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.identity.SucceedEntities;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.Succession;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.basedata.registry.projections.rebuild.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class CandidateSearchIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final CandidateFilter ANY = new CandidateFilter(null, null, 0, null);
    private static final Instant FIRST_DAY = Instant.parse("2026-02-01T00:00:00Z");

    private LiveRegistry registry;
    private CandidateSearches searches;
    private Candidates candidates;

    @BeforeEach
    void empty() {
        db.clear();
        registry = new LiveRegistry(db);
        searches = searches(FIRST_DAY);
        candidates = new Candidates(db.dataSource());
    }

    @AfterEach
    void end() {
        searches.close();
    }

    private static CandidateSearches searches(Instant now) {
        return new CandidateSearches(
                db.dataSource(), Ledger.CATALOGUE, Clock.fixed(now, ZoneOffset.UTC), LiveRegistry.JSON, () -> {});
    }

    private static RowBuilder household(Identifier about, String name) {
        return RowBuilder.row("GA", "household-registration", "GA-" + about.number())
                .about(about, name)
                .item("birthDate", Numbers.birthDate(about));
    }

    private static RowBuilder insurance(Identifier about, String name) {
        return RowBuilder.row("RS", "social-insurance", "RS-" + about.number())
                .about(about, name)
                .item("birthDate", Numbers.birthDate(about));
    }

    private static RowBuilder enterprise(Identifier about, String name, String representative) {
        return RowBuilder.row("SCJG", "enterprise-registration", "SCJG-" + about.number())
                .about(about, name)
                .item("legalRepresentativeId", representative);
    }

    private List<ListedCandidate> all() {
        return candidates.list(ANY, null, 1_000).results();
    }

    private static Set<Identifier> pair(ListedCandidate each) {
        return Set.of(each.one().identifier(), each.other().identifier());
    }

    @Test
    void every_wrong_digit_and_every_swap_of_a_number_is_found() {
        // Swaps between year and month, and between day and sequence, leave a date of the calendar.
        String body = "44010619901112357";
        assertThat(Numbers.slipsOf(body)).contains("44010619910112357", "44010619901113257");
        Identifier right = Numbers.resident(body);
        List<RowBuilder> rows = new ArrayList<>(List.of(household(right, "欧阳海澜")));
        Set<Set<Identifier>> slips = new HashSet<>();
        for (String slip : Numbers.slipsOf(body)) {
            Identifier wrong = Numbers.resident(slip);
            rows.add(RowBuilder.row("RS", "social-insurance", "RS-" + slip).about(wrong, "欧阳海澜"));
            slips.add(Set.of(right, wrong));
        }
        registry.submit(rows.toArray(RowBuilder[]::new));
        searches.run();
        assertThat(slips).hasSizeGreaterThan(100);
        assertThat(all().stream().map(CandidateSearchIT::pair)).containsAll(slips);
    }

    @Test
    void a_document_of_another_kind_and_legal_entities_under_two_codes_are_found() {
        Identifier resident = Numbers.resident("44010619850312357");
        Identifier passport = new Identifier(IdType.PASSPORT, "E12345678");
        registry.submit(household(resident, "欧阳海澜"), insurance(passport, "欧阳海澜").item("birthDate", "1985-03-12"));
        Identifier uscc = Numbers.uscc("91440106", "MA5ABCD1");
        Identifier other = Numbers.uscc("91440106", "MA5XYZW2");
        Identifier organisation = new Identifier(IdType.ORG_CODE, uscc.number().substring(8, 17));
        Identifier licence = new Identifier(IdType.BUSINESS_LICENCE, "440106000123456");
        registry.submit(
                enterprise(uscc, "广州市云帆科技有限公司", resident.number()).item("registrationNumber", licence.number()),
                enterprise(other, "广州云帆科技有限责任公司", resident.number()),
                RowBuilder.row("SW", "tax-registration", "SW-1").about(organisation, "星图贸易有限公司"),
                RowBuilder.row("SW", "tax-registration", "SW-2").about(licence, "广州市云帆科技有限公司"),
                enterprise(Numbers.uscc("91440106", "MA5QWER3"), "广州云帆科技深圳有限公司", resident.number()));
        SearchReport report = searches.run();
        assertThat(report.entities()).isEqualTo(5);
        assertThat(all().stream().map(CandidateSearchIT::pair))
                .containsExactlyInAnyOrder(
                        Set.of(resident, passport),
                        Set.of(uscc, other),
                        Set.of(uscc, organisation),
                        Set.of(uscc, licence));
        assertThat(report.byReason())
                .containsEntry("SAME_NAME_AND_BIRTH_DATE_OTHER_DOCUMENT", 1L)
                .containsEntry("SAME_NAME_AND_REPRESENTATIVE", 1L)
                .containsEntry("SAME_ORGANISATION_CODE", 1L)
                .containsEntry("REGISTRATION_NUMBER_OF_THE_OTHER", 1L);
    }

    @Test
    void those_of_whom_people_have_said_what_they_are_to_each_other_are_no_candidates() {
        Identifier resident = Numbers.resident("44010619850312357");
        Identifier passport = new Identifier(IdType.PASSPORT, "E12345678");
        registry.submit(household(resident, "欧阳海澜"), insurance(passport, "欧阳海澜").item("birthDate", "1985-03-12"));
        Identifier uscc = Numbers.uscc("91440106", "MA5ABCD1");
        Identifier other = Numbers.uscc("91440106", "MA5XYZW2");
        registry.submit(
                enterprise(uscc, "广州市云帆科技有限公司", resident.number()),
                enterprise(other, "广州市云帆科技有限公司", resident.number()));
        searches.run();
        assertThat(all()).hasSize(2);
        assertThat(registry.take(new SucceedEntities(
                        Acts.act("moved"),
                        Succession.MOVE,
                        List.of(Acts.party(uscc)),
                        List.of(Acts.party(other)),
                        null)))
                .isTrue();
        assertThat(registry.take(Acts.merge("one", passport, resident))).isTrue();
        assertThat(all()).as("a merged subject is not listed any more").hasSize(1);
        searches.run();
        assertThat(all()).isEmpty();
    }

    @Test
    void those_who_share_a_number_are_no_candidates() {
        Identifier shared = Numbers.resident("44010619850312357");
        registry.submit(
                household(shared, "欧阳海澜"),
                RowBuilder.row("RS", "social-insurance", "RS-1")
                        .about(shared, "欧阳海澜")
                        .item("birthDate", "1985-03-12"));
        assertThat(registry.take(Acts.split(
                        "two",
                        shared,
                        List.of(
                                List.of(household(shared, "欧阳海澜").build().record()),
                                List.of(new RecordKey("RS", "social-insurance", "RS-1"))))))
                .isTrue();
        searches.run();
        assertThat(all()).isEmpty();
    }

    @Test
    void surnames_that_are_variants_come_into_one_block() {
        Identifier right = Numbers.resident("44010619850312357");
        Identifier wrong = Numbers.resident("44010619850312358");
        registry.submit(household(right, "钟海澜"), insurance(wrong, "鍾海澜"));
        searches.run();
        assertThat(all()).hasSize(1);
        assertThat(all().get(0).reasons()).containsExactly(CandidateReason.NUMBER_ONE_DIGIT_APART);
    }

    /** As many pairs as numbers, each two apart by the last digit of the sequence. */
    private void pairs(int many) {
        List<RowBuilder> rows = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String body = "440106" + (1950 + i) + "0312" + "57";
            String name = "欧阳" + (char) ('海' + 3 * i) + (char) ('澜' + 5 * i);
            rows.add(household(Numbers.resident(body + "1"), name));
            rows.add(insurance(Numbers.resident(body + "3"), name));
        }
        registry.submit(rows.toArray(RowBuilder[]::new));
    }

    @Test
    void pages_follow_each_other_best_first_without_gap_or_repetition() {
        pairs(9);
        registry.submit(household(Numbers.resident("44010619850312357"), "赵文博"));
        registry.submit(insurance(Numbers.resident("44010619850312537"), "赵文博"));
        searches.run();
        List<ListedCandidate> whole = all();
        assertThat(whole).hasSizeGreaterThan(9);
        assertThat(whole.stream().map(each -> -each.score())).isSorted();
        List<ListedCandidate> paged = new ArrayList<>();
        String next = null;
        do {
            CandidatePage page = candidates.list(ANY, next, 2);
            paged.addAll(page.results());
            next = page.next();
        } while (next != null);
        assertThat(paged).isEqualTo(whole);
        assertThatIllegalArgumentException().isThrownBy(() -> candidates.list(ANY, "1.2.3", 2));
    }

    @Test
    void every_filter_leaves_out_the_others() {
        pairs(1);
        Identifier uscc = Numbers.uscc("91440106", "MA5ABCD1");
        registry.submit(
                enterprise(uscc, "广州市云帆科技有限公司", "X"),
                enterprise(Numbers.uscc("91440106", "MA5XYZW2"), "广州市云帆科技有限公司", "X"));
        searches.run();
        assertThat(all()).hasSize(2);
        ListedCandidate best = all().get(0);
        assertThat(candidates
                        .list(new CandidateFilter(SubjectType.LEGAL_ENTITY, null, 0, null), null, 10)
                        .results())
                .extracting(CandidateSearchIT::pair)
                .allMatch(pair -> pair.contains(uscc))
                .hasSize(1);
        assertThat(candidates
                        .list(
                                new CandidateFilter(null, CandidateReason.SAME_NAME_AND_REPRESENTATIVE, 0, null),
                                null,
                                10)
                        .results())
                .hasSize(1);
        assertThat(candidates
                        .list(new CandidateFilter(null, null, best.score(), null), null, 10)
                        .results())
                .containsExactly(best);
        assertThat(candidates
                        .list(new CandidateFilter(null, null, 0, best.other().ref()), null, 10)
                        .results())
                .containsExactly(best);
    }

    @Test
    void a_pair_that_no_longer_holds_vanishes_and_the_others_keep_their_day() {
        pairs(2);
        searches.run();
        assertThat(all()).hasSize(2);
        ListedCandidate gone = all().get(0);
        ListedCandidate stays = all().get(1);
        assertThat(stays.foundAt()).isEqualTo(FIRST_DAY);
        Identifier insured = gone.one().identifier().number().charAt(16) == '3'
                ? gone.one().identifier()
                : gone.other().identifier();
        registry.submit(RowBuilder.row("RS", "social-insurance", "RS-" + insured.number())
                .version(2)
                .operation(Operation.WITHDRAW));
        assertThat(all()).as("a subject that is gone is not listed").containsExactly(stays);
        searches.close();
        searches = searches(FIRST_DAY.plusSeconds(86_400));
        searches.run();
        assertThat(all()).extracting(ListedCandidate::foundAt).containsExactly(FIRST_DAY);
        assertThat(new JdbcTemplate(db.dataSource())
                        .queryForObject("SELECT count(*) FROM identity_candidate", Long.class))
                .isEqualTo(1);
    }

    @Test
    void what_was_compared_is_told() {
        Identifier right = Numbers.resident("44010619850312357");
        registry.submit(
                household(right, "欧阳海澜").item("ethnicity", "01"),
                insurance(Numbers.resident("44010619850312358"), "欧阳海澜"));
        searches.run();
        assertThat(all().get(0).evidence())
                .extracting(Evidence::item)
                .containsExactly("name", "birthDate", "registeredBy");
        assertThat(all().get(0).evidence())
                .filteredOn(each -> each.item().equals("registeredBy"))
                .allSatisfy(each ->
                        assertThat(new String[] {each.one(), each.other()}).containsExactlyInAnyOrder("GA", null));
    }

    @Test
    void one_search_runs_at_a_time_and_one_that_is_broken_off_leaves_the_earlier_result() throws Exception {
        pairs(3);
        searches.run();
        List<ListedCandidate> earlier = all();
        assertThat(earlier).hasSize(3);
        registry.submit(
                household(Numbers.resident("44010619850312357"), "赵文博"),
                insurance(Numbers.resident("44010619850312537"), "赵文博"));
        UUID run;
        try (Connection blocker = db.dataSource().getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            // The search waits for it when all is compared.
            statement.execute("LOCK TABLE identity_candidate IN SHARE MODE");
            run = searches.start();
            await(run, CandidateRun.State.RUNNING, "STORE");
            assertThatThrownBy(searches::run).isInstanceOf(SearchRunning.class);
            try (CandidateSearches elsewhere = searches(FIRST_DAY)) {
                assertThatThrownBy(elsewhere::start).isInstanceOf(SearchRunning.class);
            }
            new JdbcTemplate(db.dataSource())
                    .queryForList(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND query LIKE 'INSERT INTO identity_candidate%' AND pid <> pg_backend_pid()");
            await(run, CandidateRun.State.FAILED, "STORE");
            blocker.rollback();
        }
        assertThat(all()).isEqualTo(earlier);
        searches.run();
        assertThat(all()).hasSize(4);
    }

    private void await(UUID run, CandidateRun.State state, String step) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        CandidateRun found;
        do {
            found = searches.find(run).orElseThrow();
            if (found.state() == state && found.step().equals(step)) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        } while (System.nanoTime() < until);
        throw new AssertionError("still " + found);
    }

    @Test
    void a_search_whose_program_has_ended_is_told_as_broken_off() throws SQLException {
        UUID run = UUID.randomUUID();
        new JdbcTemplate(db.dataSource())
                .update("INSERT INTO identity_search VALUES (?, 'RUNNING', now(), NULL, 'STORE', 0, 0, NULL)", run);
        assertThat(searches.find(run).orElseThrow().state()).isEqualTo(CandidateRun.State.BROKEN_OFF);
        assertThat(searches.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void a_block_that_is_too_large_is_reported_and_not_compared() {
        List<RowBuilder> rows = new ArrayList<>();
        for (int i = 0; i < 51; i++)
            rows.add(household(Numbers.resident("44" + (10 + i) + (10 + i) + "19000101001"), "王伟"));
        registry.submit(rows.toArray(RowBuilder[]::new));
        SearchReport report = searches.run();
        assertThat(report.leftOut()).contains(new SearchReport.LeftOut("name-and-birth-date", 1, 51, 50));
        assertThat(report.byReason()).doesNotContainKey("SAME_NAME_AND_BIRTH_DATE");
    }

    @Test
    void nothing_of_a_search_is_left_behind() {
        pairs(2);
        searches.run();
        for (String table : List.of("person", "entity", "block", "pair", "found"))
            assertThat(new JdbcTemplate(db.dataSource())
                            .queryForObject("SELECT count(*) FROM identity_search_" + table, Long.class))
                    .as(table)
                    .isZero();
    }

    @Test
    void a_rebuild_empties_the_candidates_and_verification_tells_those_without_subjects() {
        pairs(1);
        searches.run();
        Verification verification =
                new Verification(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON);
        assertThat(verification.run(difference -> {}, progress -> {}).differences())
                .isZero();
        new JdbcTemplate(db.dataSource())
                .update(
                        "INSERT INTO identity_candidate SELECT '00000000-0000-0000-0000-000000000001', other, type, score,"
                                + " reasons, detail, found_at, run FROM identity_candidate");
        List<String> told = new ArrayList<>();
        verification.run(difference -> told.add(difference.table()), progress -> {});
        assertThat(told).containsExactly("identity_candidate");
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(all()).isEmpty();
        searches.run();
        assertThat(all()).hasSize(1);
    }
}
