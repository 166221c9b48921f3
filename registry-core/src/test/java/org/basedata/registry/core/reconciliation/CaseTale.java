package org.basedata.registry.core.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.OpenConflict;

/** A case told step by step: given what happened, when somebody orders something, then these events or this refusal. */
final class CaseTale {
    static final Actor ZHAO = new Actor("steward.zhao", "赵核查", null, Set.of(Role.STEWARD));
    static final Actor QIAN = new Actor("steward.qian", "钱核查", null, Set.of(Role.STEWARD, Role.APPROVER));
    static final Actor SUN = new Actor("approver.sun", "孙审批", null, Set.of(Role.APPROVER));
    static final Actor GA = new Actor("ga-client", "李警官", "GA", Set.of(Role.SOURCE));
    static final Actor MZ = new Actor("mz-client", "周登记", "MZ", Set.of(Role.SOURCE));
    static final Actor JY = new Actor("jy-client", "吴老师", "JY", Set.of(Role.CONSUMER));
    static final SubjectId SUBJECT = SubjectId.of("6f1c1f1e-8a3b-8c00-9d00-000000000001");
    static final CaseId ID = CaseId.of("0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11");
    static final RecordKey HOUSEHOLD = new RecordKey("GA", "household-registration", "GA-1");
    static final RecordKey MARRIAGE = new RecordKey("MZ", "marriage-registration", "MZ-1");

    /** Mondays to Fridays. */
    static final Deadlines WEEKDAYS = (day, workingDays) -> {
        LocalDate due = day;
        for (int left = workingDays; left > 0; ) {
            due = due.plusDays(1);
            if (due.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) left--;
        }
        return due;
    };

    final CaseRegistrar registrar = new CaseRegistrar(CaseSettings.DECREE_809, WEEKDAYS);
    /** A Monday. */
    Instant now = Instant.parse("2026-01-05T01:00:00Z");

    List<OpenConflict> conflicts = new ArrayList<>();
    SubjectId standing = SUBJECT;
    String division = "440106";
    Set<SubjectId> tied = Set.of();
    ReconciliationCase open;
    ReconciliationCase last;
    List<SettleConflict> settled = new ArrayList<>();
    List<RevokeDecision> revoked = new ArrayList<>();
    private int numbers = 16;

    static OpenConflict conflict(long number, String item, Severity severity) {
        return conflict(number, item, severity, "20");
    }

    static OpenConflict conflict(long number, String item, Severity severity, String standing) {
        return new OpenConflict(
                number,
                Instant.EPOCH,
                new Conflict(
                        ConflictKind.ITEM,
                        item,
                        null,
                        null,
                        null,
                        severity,
                        standing,
                        List.of(value(standing, MARRIAGE), value("10", HOUSEHOLD))));
    }

    static OpenConflict hold(long number) {
        return new OpenConflict(
                number,
                Instant.EPOCH,
                new Conflict(
                        ConflictKind.HOLD,
                        "name",
                        null,
                        null,
                        null,
                        Severity.IDENTITY,
                        null,
                        List.of(value("王晓兰", MARRIAGE), value("张三", HOUSEHOLD))));
    }

    private static ConflictValue value(String value, RecordKey record) {
        return new ConflictValue(value, record.source(), record.dataset(), record.recordId(), 1, null, Instant.EPOCH);
    }

    CaseRegistrar.Facts facts() {
        return new CaseRegistrar.Facts(
                standing,
                SubjectType.PERSON,
                division,
                tied,
                CaseScope.open(conflicts, LocalDate.ofInstant(now, CaseRegistrar.DAY_ZONE)));
    }

    CaseTale later(int days) {
        now = now.plus(Duration.ofDays(days));
        return this;
    }

    /** What the subject's conflicts are from now on, as the follower of the log finds them. */
    CaseEvent review(OpenConflict... found) {
        conflicts = new ArrayList<>(List.of(found));
        CaseEvent event = registrar.review(open, last, SUBJECT, facts(), of -> number(), now);
        if (event instanceof CaseOpened)
            open = ReconciliationCase.begun(open == null && last == null ? ID : new CaseId(UUID.randomUUID()));
        if (event instanceof CaseReopened) open = last;
        if (event != null) happened(event);
        return event;
    }

    private String number() {
        return String.format("C-%06d", ++numbers);
    }

    CaseOpened opened(OpenCase command, Actor by) {
        CaseOpened event = registrar.open(command, by, facts(), number(), now);
        open = ReconciliationCase.begun(ID);
        happened(event);
        return event;
    }

    List<CaseEvent> candidate(NameCandidate command, Actor by) {
        List<CaseEvent> events = registrar.candidate(open, command, by, facts(), open == null ? number() : null, now);
        if (open == null) open = ReconciliationCase.begun(ID);
        events.forEach(this::happened);
        return events;
    }

    void happened(CaseEvent event) {
        open.evolve(new CaseStep(open.id(), open.version() + 1, now, event));
        if (open.closed() != null) {
            last = open;
            open = null;
        }
    }

    long version() {
        return open == null ? last.version() : open.version();
    }

    ReconciliationCase file() {
        return open == null ? last : open;
    }

    List<CaseEvent> when(Actor by, CaseCommand.OnCase command) {
        CaseRegistrar.Decided decided = registrar.decide(file(), command, by, facts(), now);
        settled.addAll(decided.settle());
        revoked.addAll(decided.revoke());
        decided.events().forEach(this::happened);
        return decided.events();
    }

    void refused(Actor by, CaseCommand.OnCase command, String code) {
        CaseRefused refused =
                catchThrowableOfType(CaseRefused.class, () -> registrar.decide(file(), command, by, facts(), now));
        assertThat(refused).as(code).isNotNull();
        assertThat(refused.fault().code()).isEqualTo(code);
        assertThat(refused.fault().message())
                .isNotBlank()
                .isNotEqualTo(refused.fault().messageEn());
    }

    AssignCase take() {
        return new AssignCase(ID, version(), null, null, null);
    }

    RequestVerification ask(String... sources) {
        return new RequestVerification(ID, version(), List.of(sources), "请核实", List.of("maritalStatus"), null);
    }

    AnswerVerification answer(int request, Verdict verdict) {
        return new AnswerVerification(
                ID,
                version(),
                request,
                verdict,
                "经核实",
                "婚姻登记处",
                "周登记",
                verdict == Verdict.CORRECTED ? new UUID(1, 1) : null,
                List.of());
    }

    ProposeDecision propose(Settlement... settlements) {
        return new ProposeDecision(ID, version(), List.of(settlements), "结婚登记在案", List.of("穗民婚〔2024〕118号"));
    }

    ApproveDecision approve() {
        return new ApproveDecision(ID, version(), "依据充分");
    }

    RejectDecision reject() {
        return new RejectDecision(ID, version(), "依据不足");
    }
}
