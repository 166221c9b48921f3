package org.basedata.registry.api.workbench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.ApproveDecision;
import org.basedata.registry.core.reconciliation.AssignCase;
import org.basedata.registry.core.reconciliation.CaseCommand;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CloseCase;
import org.basedata.registry.core.reconciliation.NoteOnCase;
import org.basedata.registry.core.reconciliation.ProposeDecision;
import org.basedata.registry.core.reconciliation.RequestVerification;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.conflict.ListedConflict;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happens to cases while somebody looks at the workbench. */
record CaseDesk(RunningRegistry registry) {
    static final Actor ZHAO = new Actor("zhao", "赵核查", null, Set.of(Role.STEWARD));
    static final Actor QIAN = new Actor("qian", "钱审批", null, Set.of(Role.STEWARD, Role.APPROVER));

    /** A case of somebody who is single by public security and married by civil affairs, and a woman by a third. */
    ListedCase disputed(String name) {
        String number = Invented.man();
        registry.deliver(
                "GA", Row.household(number, name).with("maritalStatus", "10").with("sex", "1"));
        registry.deliver("MZ", Row.marriage(number, name).with("maritalStatus", "20"));
        registry.deliver("WJ", Row.person("birth-registration", number, name).with("sex", "2"));
        return about(number);
    }

    ListedCase about(String number) {
        catchUp();
        String ref = registry.person(number).path("ref").asString();
        return cases().openOf(new SubjectId(UUID.fromString(ref))).orElseThrow();
    }

    /** Cases change by themselves a moment after what is in doubt does. */
    private void catchUp() {
        Registry opened = registry.server().bean(Registry.class.getName(), Registry.class);
        try {
            if (!opened.followingCases().await(opened.engine().headPosition(), Duration.ofSeconds(60)))
                throw new AssertionError("cases do not follow");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cases cases() {
        return registry.server().bean("cases", Cases.class);
    }

    long version(CaseId id) {
        catchUp();
        return cases().find(id.toString()).orElseThrow().version();
    }

    void take(Actor by, CaseCommand command) {
        registry.server().bean("caseOrders", CaseOrders.class).take(new CaseOrder(by, command));
    }

    void ask(ListedCase file, String source, String question, String... items) {
        take(
                ZHAO,
                new RequestVerification(
                        file.id(), version(file.id()), List.of(source), question, List.of(items), null));
    }

    void assign(ListedCase file, Actor to) {
        take(ZHAO, new AssignCase(file.id(), version(file.id()), to.name(), to.person(), "分派"));
    }

    void note(ListedCase file) {
        take(ZHAO, new NoteOnCase(file.id(), version(file.id()), "内部意见", null));
    }

    /** That public security corrects what it has wrong; waits for its approval. */
    void propose(Actor by, ListedCase file) {
        List<Long> conflicts = new JdbcTemplate(registry.database().dataSource())
                .queryForList(
                        "SELECT number FROM subject_conflict WHERE subject = ? AND item = 'maritalStatus'",
                        Long.class,
                        file.subject().value());
        take(
                by,
                new ProposeDecision(
                        file.id(),
                        version(file.id()),
                        List.of(new Settlement(conflicts.get(0), Settlement.Way.SOURCE_CORRECTS, null, null, "GA")),
                        "结婚登记在案",
                        List.of()));
    }

    /** That the value of a source holds, proposed by one and approved by another. */
    void choose(ListedCase file, String item, String source) {
        ListedConflict conflict = registry.server()
                .bean("conflicts", Conflicts.class)
                .list(new ConflictFilter(item, null, null, file.subject(), null, true), null, 10, LocalDate.now())
                .results()
                .get(0);
        RecordKey record = conflict.conflict().values().stream()
                .filter(value -> value.source().equals(source))
                .map(value -> new RecordKey(value.source(), value.dataset(), value.recordId()))
                .findFirst()
                .orElseThrow();
        take(
                ZHAO,
                new ProposeDecision(
                        file.id(),
                        version(file.id()),
                        List.of(Settlement.choose(conflict.number(), Choice.take(record))),
                        "结婚登记在案",
                        List.of()));
        take(QIAN, new ApproveDecision(file.id(), version(file.id()), "同意"));
    }

    void close(ListedCase file, String reason) {
        take(ZHAO, new CloseCase(file.id(), version(file.id()), reason));
    }

    /** As if it had been opened so long ago. */
    void due(ListedCase file, LocalDate day) {
        JdbcTemplate jdbc = new JdbcTemplate(registry.database().dataSource());
        jdbc.update(
                "UPDATE reconciliation_case SET due = ? WHERE case_id = ?",
                day,
                file.id().value());
        jdbc.update(
                "UPDATE case_verification SET due = ? WHERE case_id = ?",
                day,
                file.id().value());
    }
}
