package org.basedata.registry.projections.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.AssignCase;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseRefused;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.NoteOnCase;
import org.basedata.registry.core.reconciliation.OpenCase;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.projections.LiveRegistry;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several people, and the follower of the log, at the same cases at once. */
class ManyStewardsIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final int PEOPLE = 8;

    private LiveRegistry registry;
    private CaseWork work;
    private ExecutorService people;

    @BeforeEach
    void begin() {
        db.clear();
        registry = new LiveRegistry(db);
        work = new CaseWork(db, registry);
        people = Executors.newFixedThreadPool(PEOPLE + 1);
    }

    @AfterEach
    void end() {
        people.shutdownNow();
        work.close();
    }

    private static Identifier passport(int n) {
        return new Identifier(IdType.PASSPORT, String.format("E%08d", n));
    }

    private SubjectId contradict(int n, int version, String maritalStatus) {
        RowBuilder household = RowBuilder.row("GA", "household-registration", "GA-" + n)
                .version(version)
                .about(passport(n), "于海涛")
                .item("maritalStatus", maritalStatus);
        if (version > 1) household.operation(Operation.CORRECT);
        registry.submit(
                household,
                RowBuilder.row("MZ", "marriage-registration", "MZ-" + n)
                        .version(version)
                        .about(passport(n), "于海涛")
                        .item("maritalStatus", "20"));
        return LiveRegistry.IDS.of(passport(n));
    }

    private void review(SubjectId subject) {
        db.transactions().executeWithoutResult(status -> work.follower.review(Set.of(subject)));
    }

    private static Actor steward(int n) {
        return new Actor("steward." + n, "核查" + n, null, Set.of(Role.STEWARD));
    }

    @Test
    void one_of_many_who_take_a_case_gets_it_and_the_others_are_told_who() throws Exception {
        for (int round = 0; round < 10; round++) {
            SubjectId subject = contradict(round, 1, "10");
            review(subject);
            CaseId id = work.openOf(subject).id();
            CountDownLatch together = new CountDownLatch(PEOPLE);
            List<Future<String>> taken = new ArrayList<>();
            for (int n = 0; n < PEOPLE; n++) {
                Actor steward = steward(n);
                taken.add(people.submit(() -> {
                    together.countDown();
                    together.await();
                    try {
                        work.order(steward, new AssignCase(id, 0, null, null, null));
                        return steward.person();
                    } catch (CaseRefused refused) {
                        assertThat(refused.fault().code()).isEqualTo(CaseRefused.CASE_CHANGED);
                        assertThat(refused.since()).hasSize(1);
                        return "told of " + refused.since().get(0).event().by().person();
                    }
                }));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> each : taken) answers.add(each.get(60, TimeUnit.SECONDS));
            ReconciliationCase file = work.file(id);
            assertThat(file.version()).isEqualTo(1);
            String winner = file.assigned().assigneePerson();
            assertThat(answers).containsOnly(winner, "told of " + winner).containsOnlyOnce(winner);
        }
    }

    @Test
    void one_of_many_who_open_a_case_opens_it() throws Exception {
        registry.submit(RowBuilder.row("GA", "household-registration", "GA-1").about(passport(1), "于海涛"));
        SubjectId subject = LiveRegistry.IDS.of(passport(1));
        AtomicInteger opened = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            Actor steward = steward(n);
            all.add(people.submit(() -> {
                try {
                    work.order(steward, new OpenCase(subject, "来函", null, null));
                    opened.incrementAndGet();
                } catch (CaseRefused refused) {
                    assertThat(refused.fault().code()).isEqualTo("CASE_OPEN_ALREADY");
                }
            }));
        }
        for (Future<?> each : all) each.get(60, TimeUnit.SECONDS);
        assertThat(opened).hasValue(1);
    }

    @Test
    void nothing_is_lost_and_nothing_passed_over_whoever_is_at_work() throws Exception {
        int cases = 4;
        List<SubjectId> subjects = new ArrayList<>();
        List<CaseId> ids = new ArrayList<>();
        for (int n = 0; n < cases; n++) {
            SubjectId subject = contradict(n, 1, "10");
            review(subject);
            subjects.add(subject);
            ids.add(work.openOf(subject).id());
        }
        List<Future<Integer>> all = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            Actor steward = steward(n);
            Random random = new Random(n);
            all.add(people.submit(() -> {
                int taken = 0;
                for (int i = 0; i < 30; i++) {
                    CaseId id = ids.get(random.nextInt(cases));
                    long version = work.file(id).version();
                    try {
                        work.order(steward, new NoteOnCase(id, version, steward.name() + " " + i, null));
                        taken++;
                    } catch (CaseRefused refused) {
                        assertThat(refused.fault().code()).isIn(CaseRefused.CASE_CHANGED, "CASE_CLOSED");
                    }
                }
                return taken;
            }));
        }
        Future<?> follower = people.submit(() -> {
            // The sources agree and fall out, again and again.
            for (int i = 2; i < 22; i++) {
                contradict(i % cases, i, i % 8 < 4 ? "20" : "10");
                review(subjects.get(i % cases));
            }
        });
        int taken = 0;
        for (Future<Integer> each : all) taken += each.get(120, TimeUnit.SECONDS);
        follower.get(120, TimeUnit.SECONDS);
        long noted = 0;
        for (CaseId id : ids) {
            List<CaseStep> steps = work.file(id).history();
            assertThat(steps).extracting(CaseStep::recordedAt).isSorted();
            noted += steps.stream()
                    .filter(step -> step.event().by().name().startsWith("steward."))
                    .count();
        }
        assertThat(noted).isEqualTo(taken).isPositive();
        assertThat(new JdbcTemplate(db.dataSource())
                        .queryForObject("SELECT count(*) FROM reconciliation_case", Integer.class))
                .isEqualTo(cases);
        List<Difference> differences = new ArrayList<>();
        new Verification(db.database(), registry.log(), LiveRegistry.IDS, LiveRegistry.JSON)
                .run(differences::add, progress -> {});
        assertThat(differences).isEmpty();
    }
}
