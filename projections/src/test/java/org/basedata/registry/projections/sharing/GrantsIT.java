package org.basedata.registry.projections.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementRefused;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.Grant;
import org.basedata.registry.core.sharing.Granted;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.basedata.registry.projections.rebuild.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class GrantsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private LiveRegistry registry;
    private SharingWork work;
    private JdbcTemplate jdbc;

    @BeforeEach
    void empty() {
        db.clear();
        registry = new LiveRegistry(db);
        work = new SharingWork(db, registry);
        jdbc = new JdbcTemplate(db.dataSource());
    }

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void a_department_without_anything_on_record_has_nothing() {
        assertThat(work.grants.of("JY")).isEqualTo(Granted.NOTHING);
    }

    @Test
    void what_was_granted_is_there_from_the_last_answer_on_and_gone_when_suspended() {
        work.member();
        SharingAgreement file = work.consented("spouseName");
        assertThat(work.grants.of("JY").grants()).isEmpty();
        file = work.orders
                .take(SharingWork.MZ, new SharingCommand.Allow(file.id(), file.version(), Map.of(), null))
                .agreement();
        Granted granted = work.grants.of("JY");
        assertThat(granted.confidential()).isTrue();
        assertThat(granted.purposes()).containsOnlyKeys("ENROLMENT");
        assertThat(granted.grants())
                .containsExactly(new Grant(
                        file.number(),
                        "ENROLMENT",
                        SubjectType.PERSON,
                        Map.of("spouseName", Masking.FULL),
                        SubjectScope.ALL,
                        Set.of(ProvisionWay.INTERFACE, ProvisionWay.BATCH),
                        work.today(),
                        work.today().plusYears(1)));
        assertThat(work.grants.of("MZ")).isEqualTo(Granted.NOTHING);
        work.orders.take(SharingWork.MZ, new SharingCommand.Suspend(file.id(), file.version(), "超出用途"));
        assertThat(work.grants.of("JY").grants()).isEmpty();
    }

    @Test
    void confidentiality_ends_on_its_day() {
        work.member();
        registry.later(Duration.ofDays(364));
        assertThat(work.grants.of("JY").confidential()).isTrue();
        registry.later(Duration.ofDays(1));
        assertThat(work.grants.of("JY").confidential()).isFalse();
    }

    @Test
    void lists_show_what_waits_for_whom_and_days_count_without_anybodys_doing() {
        work.member();
        SharingAgreement requested = work.request("spouseName");
        SharingAgreement asked = work.consented("householdNumber");
        SharingAgreement agreed = work.agreed("spouseName");
        AgreementFilter any = AgreementFilter.any(work.today());
        assertThat(numbers(any)).containsExactly(agreed.number(), asked.number(), requested.number());
        assertThat(numbers(todo(AgreementFilter.Todo.CONSENT, "JY"))).containsExactly(requested.number());
        assertThat(numbers(todo(AgreementFilter.Todo.ANSWER, "GA"))).containsExactly(asked.number());
        assertThat(numbers(todo(AgreementFilter.Todo.ANSWER, "MZ"))).isEmpty();
        assertThat(numbers(todo(AgreementFilter.Todo.FILE, null))).containsExactly(agreed.number());
        assertThat(numbers(todo(AgreementFilter.Todo.DISPOSE, "JY"))).isEmpty();
        registry.later(Duration.ofDays(20));
        assertThat(numbers(new AgreementFilter(null, null, null, null, null, null, null, null, true, work.today())))
                .containsExactly(asked.number());
        registry.later(Duration.ofDays(345));
        assertThat(numbers(todo(AgreementFilter.Todo.DISPOSE, "JY"))).containsExactly(agreed.number());
        assertThat(work.agreements
                        .find(agreed.number(), work.today())
                        .orElseThrow()
                        .state())
                .isEqualTo(AgreementState.EXPIRED);
        for (AgreementState state : AgreementState.values()) {
            AgreementFilter of =
                    new AgreementFilter(null, null, null, null, null, state, null, null, false, work.today());
            assertThat(work.agreements.list(of, null, 10).results()).allMatch(row -> row.state() == state);
        }
    }

    @Test
    void pages_follow_on_each_other() {
        work.member();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) made.add(0, work.request("spouseName").number());
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            AgreementPage page = work.agreements.list(AgreementFilter.any(work.today()), after, 2);
            page.results().forEach(row -> seen.add(row.number()));
            after = page.next();
        } while (after != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made).doesNotHaveDuplicates();
    }

    private AgreementFilter todo(AgreementFilter.Todo todo, String by) {
        return new AgreementFilter(null, null, null, null, null, null, todo, by, false, work.today());
    }

    private List<String> numbers(AgreementFilter filter) {
        return work.agreements.list(filter, null, 100).results().stream()
                .map(ListedAgreement::number)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Test
    void of_two_who_answer_at_once_the_second_is_told_and_nothing_is_lost() throws Exception {
        work.member();
        SharingAgreement file = work.consented("spouseName", "householdNumber");
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> both = List.of(() -> allow(file, false), () -> allow(file, true));
            long taken = two.invokeAll(both).stream()
                    .filter(each -> {
                        try {
                            return each.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .count();
            assertThat(taken).isEqualTo(1);
        } finally {
            two.shutdownNow();
        }
        assertThat(work.streams.agreement(file.id()).orElseThrow().version()).isEqualTo(file.version() + 1);
    }

    private boolean allow(SharingAgreement file, boolean civil) {
        try {
            work.orders.take(
                    civil ? SharingWork.MZ : SharingWork.GA,
                    new SharingCommand.Allow(file.id(), file.version(), Map.of(), null));
            return true;
        } catch (AgreementRefused refused) {
            assertThat(refused.fault().code()).isEqualTo(AgreementRefused.CHANGED);
            return false;
        }
    }

    @Test
    void what_is_refused_leaves_nothing_and_takes_no_number() {
        assertThatThrownBy(() -> work.request("spouseName")).isInstanceOf(AgreementRefused.class);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM event", Integer.class))
                .isZero();
        work.member();
        int first = Integer.parseInt(work.request("spouseName").number().substring(2));
        assertThatThrownBy(() -> work.request("adoptionPartyName")).isInstanceOf(AgreementRefused.class);
        assertThat(work.request("spouseName").number()).isEqualTo(String.format("A-%06d", first + 1));
    }

    @Test
    void rows_that_no_event_explains_are_found_and_a_rebuild_makes_them_again() {
        SharingWork.fill(db, registry);
        List<Difference> differences = new ArrayList<>();
        Verification verification =
                new Verification(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON);
        verification.run(differences::add, progress -> {});
        assertThat(differences).isEmpty();
        Granted live = work.grants.of("JY");
        jdbc.update("UPDATE sharing_agreement SET granted = NULL");
        jdbc.update("DELETE FROM sharing_member");
        jdbc.update("UPDATE sharing_demand SET answered = false");
        jdbc.update("DELETE FROM sharing_complaint");
        jdbc.update("UPDATE sharing_group SET filed = true WHERE code = 'MARRIAGE'");
        verification.run(differences::add, progress -> {});
        assertThat(differences)
                .extracting(Difference::table)
                .containsExactlyInAnyOrder(
                        "sharing_agreement",
                        "sharing_agreement",
                        "sharing_member",
                        "sharing_demand",
                        "sharing_complaint",
                        "sharing_group");
        new Rebuild(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON).run(progress -> {});
        assertThat(work.grants.of("JY")).isEqualTo(live);
    }
}
