package org.basedata.registry.api.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.Difference;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.projections.decision.AlikeConflicts;
import org.basedata.registry.projections.rebuild.Difference.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** One decision for all conflicts of a shape: previewed, approved by a second person, carried out, taken back. */
class GroupDecisionsIT {
    private static final Shape SHAPE = new Shape(SubjectType.PERSON, "name", "GA", "RS", Difference.VARIANT_CHARACTERS);
    private static final Actor STEWARD = new Actor("chen", "陈核查", null, Set.of(Role.STEWARD, Role.APPROVER));
    private static final Actor APPROVER = new Actor("lin", "林审批", null, Set.of(Role.APPROVER));
    private static final int ALIKE = 1_200;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path spool;

    private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE.dataSource());
    private Registry registry;

    @BeforeEach
    void open() throws Exception {
        DATABASE.clear();
        registry = Registry.open(
                DATABASE.database(), CatalogueLoader.standardYaml(), Clock.systemUTC(), 2, spool.resolve("spool"));
        List<SubmitRecord> rows = new ArrayList<>();
        for (int i = 0; i < ALIKE; i++) {
            rows.add(row("GA", "household-registration", i, "于海涛"));
            rows.add(row("RS", "social-insurance", i, "於海涛"));
        }
        // One that is alike in all but the kind of difference.
        rows.add(row("GA", "household-registration", ALIKE, "于海涛"));
        rows.add(row("RS", "social-insurance", ALIKE, "于海波"));
        registry.intake().submit(rows).get(60, TimeUnit.SECONDS);
    }

    private static SubmitRecord row(String source, String dataset, int i, String name) {
        return RowBuilder.row(source, dataset, source + "-" + i)
                .about(new Identifier(IdType.PASSPORT, String.format("E%08d", i)), name)
                .from("2000-01-01")
                .build();
    }

    @AfterEach
    void close() {
        if (registry != null) registry.close();
    }

    private void reopen() {
        registry.close();
        registry = Registry.open(
                DATABASE.database(), CatalogueLoader.standardYaml(), Clock.systemUTC(), 2, spool.resolve("spool"));
    }

    private DecisionGroup propose(Choice.How how, String source) {
        return registry.groupDecisions()
                .propose(UUID.randomUUID(), STEWARD, SHAPE, how, source, "社保系统字库不全", List.of("核查单 1"));
    }

    private DecisionGroup await(UUID group, DecisionGroup.State state) {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            DecisionGroup found = registry.decisionGroups().find(group).orElseThrow();
            if (found.state() == state) return found;
            if (Instant.now().isAfter(end)) throw new AssertionError("still " + found.state());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** What is in doubt, without the numbers that a conflict gets when it is raised. */
    private List<String> standing() {
        return jdbc.queryForList(
                "SELECT subject || detail FROM subject_conflict WHERE settled_at IS NULL ORDER BY 1", String.class);
    }

    @Test
    void all_of_a_shape_are_settled_by_one_decision_and_restored_by_one() {
        assertThat(registry.alikeConflicts().shapes(10)).containsExactly(new AlikeConflicts.Counted(SHAPE, ALIKE));
        List<String> before = standing();
        DecisionGroup group = propose(Choice.How.TAKE, "RS");
        assertThat(group.proposal().conflicts()).isEqualTo(ALIKE);
        assertThat(standing()).isEqualTo(before);

        registry.groupDecisions().approve(group.id(), APPROVER);
        DecisionGroup applied = await(group.id(), DecisionGroup.State.APPLIED);
        assertThat(applied.settled()).isEqualTo(ALIKE);
        assertThat(applied.passedOver()).isZero();
        assertThat(standing()).hasSize(1);
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM person_current WHERE name = '於海涛' AND master LIKE '%DECIDED%'",
                        Long.class))
                .isEqualTo(ALIKE);

        registry.groupDecisions().undo(group.id(), APPROVER, "字库已补齐,由部门重报");
        assertThat(await(group.id(), DecisionGroup.State.UNDONE).revoked()).isEqualTo(ALIKE);
        assertThat(standing()).isEqualTo(before);
        verified();
    }

    @Test
    void what_was_broken_off_goes_on_when_a_registry_is_opened() {
        List<String> before = standing();
        DecisionGroup group = propose(Choice.How.TOLERATE, null);
        registry.groupDecisions().approve(group.id(), APPROVER);
        reopen();
        assertThat(await(group.id(), DecisionGroup.State.APPLIED).settled()).isEqualTo(ALIKE);
        registry.groupDecisions().undo(group.id(), APPROVER, "误办");
        reopen();
        assertThat(await(group.id(), DecisionGroup.State.UNDONE).revoked()).isEqualTo(ALIKE);
        assertThat(standing()).isEqualTo(before);
    }

    @Test
    void a_conflict_that_was_raised_after_the_proposal_is_left_for_people() throws Exception {
        DecisionGroup group = propose(Choice.How.TOLERATE, null);
        registry.intake()
                .submit(List.of(
                        row("GA", "household-registration", 5_000, "于海涛"), row("RS", "social-insurance", 5_000, "於海涛")))
                .get(60, TimeUnit.SECONDS);
        registry.groupDecisions().approve(group.id(), APPROVER);
        assertThat(await(group.id(), DecisionGroup.State.APPLIED).settled()).isEqualTo(ALIKE);
        assertThat(registry.alikeConflicts().count(SHAPE)).isEqualTo(1);
    }

    @Test
    void nobody_decides_alone_and_every_refusal_says_why() {
        DecisionGroup group = propose(Choice.How.TOLERATE, null);
        refused("OWN_PROPOSAL", () -> registry.groupDecisions().approve(group.id(), STEWARD));
        Actor officer = new Actor("li", "李警官", "GA", Set.of(Role.SOURCE));
        refused("ROLE_MISSING", () -> registry.groupDecisions().approve(group.id(), officer));
        refused("REASON_MISSING", () -> registry.groupDecisions().reject(group.id(), APPROVER, " "));
        refused("GROUP_STATE", () -> registry.groupDecisions().undo(group.id(), APPROVER, "误办"));
        refused("CHOICE_UNFIT", () -> propose(Choice.How.TAKE, "MZ"));
        refused("CHOICE_UNFIT", () -> propose(Choice.How.SET, null));
        refused("GROUP_UNKNOWN", () -> registry.groupDecisions().approve(UUID.randomUUID(), APPROVER));
        registry.groupDecisions().reject(group.id(), APPROVER, "应由社保部门更正");
        refused("GROUP_STATE", () -> registry.groupDecisions().approve(group.id(), APPROVER));
        assertThat(registry.alikeConflicts().count(SHAPE)).isEqualTo(ALIKE);
    }

    private static void refused(String code, Runnable work) {
        assertThatThrownBy(work::run).isInstanceOf(DecisionRefused.class).hasMessageStartingWith(code);
    }

    private void verified() {
        registry.close();
        registry = null;
        List<Object> differences = new ArrayList<>();
        Registry.verify(DATABASE.database(), differences::add, progress -> {});
        assertThat(differences).isEmpty();
        jdbc.update("UPDATE decision_group SET state = 'APPLIED'");
        jdbc.update(
                "DELETE FROM decision_log WHERE NOT taken AND decision = (SELECT min(decision::text)::uuid FROM decision_log)");
        List<Kind> found = new ArrayList<>();
        Registry.verify(DATABASE.database(), difference -> found.add(difference.kind()), progress -> {});
        assertThat(found).containsExactlyInAnyOrder(Kind.DIFFERENT, Kind.MISSING);
        List<String> rebuilt = rowsAfterRebuild();
        assertThat(rowsAfterRebuild()).isEqualTo(rebuilt);
        Registry.verify(DATABASE.database(), differences::add, progress -> {});
        assertThat(differences).isEmpty();
    }

    private List<String> rowsAfterRebuild() {
        Registry.rebuild(DATABASE.database(), progress -> {});
        return jdbc.queryForList(
                "SELECT t::text FROM decision_log t UNION ALL SELECT t::text FROM decision_group t ORDER BY 1",
                String.class);
    }
}
