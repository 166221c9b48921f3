package org.basedata.registry.core.reconciliation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.OpenConflict;

/** Decides what an order, or what became known, does to a case: pure functions of what they are given. */
public final class CaseRegistrar {
    /** Days of cases begin when the registry's do. */
    public static final ZoneOffset DAY_ZONE = ZoneOffset.ofHours(8);

    private final CaseSettings settings;
    private final Deadlines deadlines;

    public CaseRegistrar(CaseSettings settings, Deadlines deadlines) {
        this.settings = settings;
        this.deadlines = deadlines;
    }

    /**
     * What an order leads to.
     *
     * @param events of the case, in their order
     * @param settle what is to be carried out in the same unit of work
     * @param revoke likewise
     */
    public record Decided(List<CaseEvent> events, List<SettleConflict> settle, List<RevokeDecision> revoke) {
        Decided(List<CaseEvent> events, List<SettleConflict> settle) {
            this(events, settle, List.of());
        }

        static Decided of(CaseEvent... events) {
            return new Decided(List.of(events), List.of());
        }
    }

    /**
     * What the registry knows of a subject.
     *
     * @param standing the subject that stands for it now: itself, or the one that it was merged into
     * @param type of the subject
     * @param division null when nobody says
     * @param tied those of whom an act in force says what they are to it
     * @param conflicts that staff have to look at
     */
    public record Facts(
            SubjectId standing, SubjectType type, String division, Set<SubjectId> tied, List<OpenConflict> conflicts) {
        CaseScope scope() {
            return CaseScope.of(type, conflicts);
        }

        boolean settles(ReconciliationCase file) {
            return file.candidates().stream().allMatch(each -> tied.contains(each.other()));
        }
    }

    /**
     * Whether what became known opens a case, changes, closes or reopens it.
     *
     * @param open the subject's open case; null when there is none
     * @param last the one of its closed cases that was closed last; null when there is none
     * @param number gives the next number, asked for at most once
     * @return the event, of {@code open}, of {@code last} if it is a {@link CaseReopened}, of a new case if it is a {@link CaseOpened};
     *     null for none
     */
    public CaseEvent review(
            ReconciliationCase open,
            ReconciliationCase last,
            SubjectId subject,
            Facts facts,
            Function<SubjectId, String> number,
            Instant now) {
        CaseScope scope = facts.scope();
        if (open != null) {
            boolean over = facts.conflicts().isEmpty();
            // Whom a person's question is about is told by a person; and a merged subject's case waits to be joined,
            // unless the merger was what it asked for.
            boolean byItself = open.cause() == CaseCause.CANDIDATE
                    || open.cause() == CaseCause.CONFLICT && facts.standing().equals(open.subject());
            if (over && byItself && open.reports().isEmpty() && facts.settles(open))
                return closed(
                        open, Who.REGISTRY, null, open.candidates().isEmpty() ? open.outcome() : CaseOutcome.DECIDED);
            CaseScope shown = over ? CaseScope.plain(open.scope().severity(), List.of(), List.of()) : scope;
            return shown.equals(open.scope()) ? null : new CaseScopeChanged(Who.REGISTRY, null, shown);
        }
        if (facts.conflicts().isEmpty()) return null;
        LocalDate due = deadlines.after(day(now), settings.workingDays());
        if (last != null
                && last.closed().outcome() != CaseOutcome.JOINED
                && !last.closedAt().plus(settings.reopened()).isBefore(now))
            return new CaseReopened(Who.REGISTRY, null, scope, due);
        return new CaseOpened(
                Who.REGISTRY,
                null,
                number.apply(subject),
                subject,
                CaseCause.CONFLICT,
                scope,
                facts.division(),
                due,
                null);
    }

    /** A case that a person opens; there must be no open one of the subject. */
    public CaseOpened open(OpenCase command, Actor actor, Facts facts, String number, Instant now) {
        must(actor, Role.STEWARD);
        reason(command.reason());
        CaseScope scope = facts.conflicts().isEmpty()
                ? CaseScope.plain(
                        command.severity() == null ? Severity.MAJOR : command.severity(), List.of(), List.of())
                : facts.scope();
        return new CaseOpened(
                Who.of(actor),
                command.reason(),
                number,
                command.subject(),
                command.report() == null ? CaseCause.PERSON : CaseCause.REPORT,
                scope,
                facts.division(),
                deadlines.after(day(now), settings.workingDays()),
                command.report());
    }

    /**
     * What a report does: to the subject's open case, or as the beginning of a new one.
     *
     * @param file the open case; null when there is none
     * @param number of the new case; null when there is an open one
     */
    public List<CaseEvent> report(
            ReconciliationCase file,
            ReportDoubt command,
            Report report,
            Actor actor,
            Facts facts,
            String number,
            Instant now) {
        must(actor, Role.CONSUMER);
        if (blank(command.text()))
            throw new CaseRefused("TEXT_MISSING", "text", "须写明校核理由", "a report says what is doubted, and why");
        List<CaseEvent> events = new ArrayList<>();
        LocalDate due = file == null ? deadlines.after(day(now), settings.workingDays()) : file.due();
        if (file != null) events.add(new CaseNoted(Who.of(actor), command.text(), List.of(report), null));
        else {
            CaseScope scope = facts.conflicts().isEmpty()
                    ? CaseScope.plain(Severity.MAJOR, List.of(command.item()), List.of(command.provider()))
                    : facts.scope();
            events.add(new CaseOpened(
                    Who.of(actor),
                    command.text(),
                    number,
                    command.subject(),
                    CaseCause.REPORT,
                    scope,
                    facts.division(),
                    due,
                    report));
        }
        boolean asked = file != null
                && file.asked().stream()
                        .anyMatch(
                                each -> each.isOpen() && each.request().source().equals(command.provider()));
        if (!asked)
            events.add(new VerificationRequested(
                    Who.REGISTRY,
                    file == null ? 1 : file.asked().size() + 1,
                    command.provider(),
                    command.text(),
                    List.of(command.item()),
                    due));
        return events;
    }

    /**
     * What a pair of subjects that may be one does: to the first one's open case, or as the beginning of a new one.
     *
     * @param file the open case; null when there is none
     * @param number of the new case; null when there is an open one
     */
    public List<CaseEvent> candidate(
            ReconciliationCase file, NameCandidate command, Actor actor, Facts facts, String number, Instant now) {
        must(actor, Role.STEWARD);
        if (command.score() == null) reason(command.reason());
        if (command.subject().equals(command.other()))
            throw new CaseRefused("CANDIDATE_ITSELF", "candidate", "不能与自身比对", "a subject is not its own candidate");
        if (facts.tied().contains(command.other()))
            throw new CaseRefused(
                    "CANDIDATE_SETTLED",
                    "candidate",
                    "两主体的关系已由身份处置确定",
                    "an act in force says what the two are to each other");
        if (file != null
                && file.candidates().stream().anyMatch(each -> each.other().equals(command.other())))
            throw new CaseRefused(
                    "CANDIDATE_KNOWN",
                    "candidate",
                    "工单 " + file.number() + " 已在核查该主体",
                    "case " + file.number() + " looks into this candidate already");
        Who by = Who.of(actor);
        List<CaseEvent> events = new ArrayList<>();
        if (file == null)
            events.add(new CaseOpened(
                    by,
                    command.reason(),
                    number,
                    command.subject(),
                    CaseCause.CANDIDATE,
                    facts.conflicts().isEmpty()
                            ? CaseScope.plain(Severity.IDENTITY, List.of(), List.of())
                            : facts.scope(),
                    facts.division(),
                    deadlines.after(day(now), settings.workingDays()),
                    null));
        events.add(new CandidateNamed(by, command.reason(), command.other(), command.score(), command.reasons()));
        return events;
    }

    /** @throws CaseRefused when it is not taken */
    public Decided decide(ReconciliationCase file, CaseCommand.OnCase command, Actor actor, Facts facts, Instant now) {
        authorise(file, command, actor);
        current(file, command);
        if (command instanceof AssignCase order) return assign(file, order, actor);
        if (command instanceof RequestVerification order) return ask(file, order, actor, day(now));
        if (command instanceof AnswerVerification order) return answer(file, order, actor);
        if (command instanceof ProposeDecision order) return propose(file, order, actor, facts);
        if (command instanceof ApproveDecision order) return approve(file, order, actor, facts);
        if (command instanceof RejectDecision order) {
            DecisionProposed proposed = waiting(file, actor);
            reason(order.reason());
            return Decided.of(new DecisionRejected(Who.of(actor), order.reason(), proposed.proposal()));
        }
        if (command instanceof EscalateCase order) return escalate(file, order, actor);
        if (command instanceof ExtendCase order) return extend(file, order, actor);
        if (command instanceof NoteOnCase order) {
            reason(order.text());
            return Decided.of(new CaseNoted(
                    Who.of(actor), order.text(), order.report() == null ? List.of() : List.of(order.report()), null));
        }
        if (command instanceof TakeBackDecision order) return takeBack(file, order, actor);
        if (command instanceof CloseCase order) return close(file, order, actor, facts);
        throw new IllegalArgumentException(command.getClass() + " concerns two cases");
    }

    /**
     * What a join does to both cases.
     *
     * @param end of the case that ends
     * @param note in the case that goes on
     */
    public record Joined(CaseClosed end, CaseNoted note) {}

    /**
     * @param file the case that ends
     * @param into the case that goes on
     * @param facts of the subject of {@code file}
     * @throws CaseRefused when it is not taken
     */
    public Joined join(ReconciliationCase file, ReconciliationCase into, JoinCases command, Actor actor, Facts facts) {
        authorise(file, command, actor);
        current(file, command);
        reason(command.reason());
        if (file.id().equals(into.id()))
            throw new CaseRefused("CASE_ITSELF", "into", "不能并入自身", "a case cannot be joined into itself");
        if (into.closed() != null)
            throw new CaseRefused(
                    "CASE_CLOSED",
                    "into",
                    "工单 " + into.number() + " 已办结,不能并入",
                    "case " + into.number() + " is closed; nothing can be joined into it");
        if (!facts.standing().equals(into.subject()))
            throw new CaseRefused(
                    "SUBJECTS_DIFFER",
                    "into",
                    "两工单的主体不是同一主体;须先办理主体合并",
                    "the two cases are about different subjects; merge the subjects first");
        Who by = Who.of(actor);
        return new Joined(
                new CaseClosed(
                        by,
                        command.reason(),
                        CaseOutcome.JOINED,
                        into.id(),
                        List.copyOf(file.concerned()),
                        List.copyOf(file.reporters())),
                new CaseNoted(by, command.reason(), file.reports(), file.id()));
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, DAY_ZONE);
    }

    /** Whether the person may do this to this case at all, whatever state it is in. */
    private static void authorise(ReconciliationCase file, CaseCommand.OnCase command, Actor actor) {
        if (command instanceof ApproveDecision
                || command instanceof RejectDecision
                || command instanceof TakeBackDecision) must(actor, Role.APPROVER);
        else if (command instanceof AnswerVerification answer) answers(file, answer, actor);
        else if (command instanceof NoteOnCase note && note.report() == null) takesPart(file, actor);
        else must(actor, Role.STEWARD);
    }

    private static void must(Actor actor, Role role) {
        if (actor.is(role)) return;
        throw new CaseRefused(
                CaseRefused.NOT_YOURS,
                "role",
                "此操作须由" + role.zh() + "办理",
                "this takes the role " + role + "; you do not have it");
    }

    private static void answers(ReconciliationCase file, AnswerVerification command, Actor actor) {
        must(actor, Role.SOURCE);
        AskedSource asked = file.asked(command.request());
        // Who is not asked is not told whether somebody else is.
        if (asked == null || !asked.request().source().equals(actor.department()))
            throw new CaseRefused(
                    CaseRefused.NOT_YOURS,
                    "request",
                    "本部门在该工单中没有这一核实请求",
                    "your department has no such request in this case");
    }

    /** Staff, the sources concerned, and those whose doubt it is. */
    private static void takesPart(ReconciliationCase file, Actor actor) {
        if (actor.is(Role.STEWARD) || actor.is(Role.APPROVER)) return;
        if (actor.department() != null
                && (actor.is(Role.SOURCE) && file.concerned().contains(actor.department())
                        || actor.is(Role.CONSUMER) && file.reporters().contains(actor.department()))) return;
        throw new CaseRefused(
                CaseRefused.NOT_YOURS, "department", "该工单与本部门无关", "this case does not concern your department");
    }

    private static void current(ReconciliationCase file, CaseCommand.OnCase command) {
        if (command.expected() != file.version()) {
            List<CaseStep> since = file.since(command.expected());
            String zh = since.stream().map(step -> StepWords.of(step, true)).collect(Collectors.joining(";"));
            String en = since.stream().map(step -> StepWords.of(step, false)).collect(Collectors.joining("; "));
            throw new CaseRefused(
                    CaseRefused.CASE_CHANGED,
                    "If-Match",
                    "工单已有变化,本次操作未办理。当前版本 " + file.version() + (zh.isEmpty() ? "" : ";其间:" + zh),
                    "the case has changed, nothing of this was done. It is at version " + file.version()
                            + (en.isEmpty() ? "" : "; since then: " + en),
                    since);
        }
        if (file.closed() != null && !(command instanceof TakeBackDecision))
            throw new CaseRefused(
                    "CASE_CLOSED",
                    "state",
                    "工单已办结(" + file.closed().outcome().zh() + "),不能再办理",
                    "the case is closed (" + file.closed().outcome() + "); nothing can be done to it");
    }

    private static void reason(String text) {
        if (text == null || text.isBlank())
            throw new CaseRefused("REASON_MISSING", "reason", "须写明理由", "a reason is needed");
    }

    private static Decided assign(ReconciliationCase file, AssignCase order, Actor actor) {
        String to = order.assignee() == null ? actor.name() : order.assignee();
        String person = order.assignee() == null ? actor.person() : order.assigneePerson();
        if (file.assigned() != null && file.assigned().assignee().equals(to))
            throw new CaseRefused("ALREADY_ASSIGNED", "assignee", "工单已由其办理", "the case is with this person already");
        if (file.assigned() != null) reason(order.reason());
        return Decided.of(new CaseAssigned(Who.of(actor), order.reason(), to, person));
    }

    private static Decided ask(ReconciliationCase file, RequestVerification order, Actor actor, LocalDate today) {
        if (order.sources().isEmpty())
            throw new CaseRefused("SOURCES_MISSING", "sources", "须至少指定一个数源部门", "name one source or more");
        if (order.question() == null || order.question().isBlank())
            throw new CaseRefused("QUESTION_MISSING", "question", "须写明核实问题", "a question is needed");
        LocalDate due = order.due() == null ? file.due() : order.due();
        if (order.due() != null && order.due().isBefore(today))
            throw new CaseRefused(
                    "DUE_PAST", "due", "答复期限 " + due + " 已过", "the day for the answer, " + due + ", is over");
        Set<String> sources = new TreeSet<>(order.sources());
        for (AskedSource each : file.asked())
            if (each.isOpen() && sources.contains(each.request().source()))
                throw new CaseRefused(
                        "ASKED_ALREADY",
                        "sources",
                        "已请 " + each.request().source() + " 核实,尚待答复",
                        each.request().source() + " was asked before and has not answered yet");
        int number = file.asked().size();
        List<CaseEvent> events = new ArrayList<>();
        for (String source : sources)
            events.add(
                    new VerificationRequested(Who.of(actor), ++number, source, order.question(), order.items(), due));
        return new Decided(events, List.of());
    }

    private static Decided answer(ReconciliationCase file, AnswerVerification order, Actor actor) {
        AskedSource asked = file.asked(order.request());
        if (!asked.isOpen())
            throw new CaseRefused(
                    "ANSWERED_ALREADY", "request", "该核实请求已答复或已失效", "this request was answered, or has lapsed");
        if (order.verdict() == null)
            throw new CaseRefused("VERDICT_MISSING", "verdict", "须写明核实结果", "a verdict is needed");
        if (blank(order.text()) || blank(order.handlingUnit()) || blank(order.handlingPerson()))
            throw new CaseRefused(
                    "ANSWER_INCOMPLETE",
                    blank(order.text()) ? "text" : blank(order.handlingUnit()) ? "handlingUnit" : "handlingPerson",
                    "答复须写明内容、经办单位和经办人",
                    "an answer has a text, the handling unit and the handling person");
        if (order.verdict() == Verdict.CORRECTED && order.delivery() == null)
            throw new CaseRefused(
                    "DELIVERY_MISSING",
                    "delivery",
                    "答复已更正的,须指明更正所在的报送批次",
                    "whoever has corrected names the delivery with the correction");
        if (order.attachments().size() > Attachment.MOST_AN_ANSWER)
            throw new CaseRefused(
                    "ATTACHMENTS_TOO_MANY",
                    "attachments",
                    "附件最多 " + Attachment.MOST_AN_ANSWER + " 个",
                    "an answer has at most " + Attachment.MOST_AN_ANSWER + " attachments");
        return Decided.of(new VerificationAnswered(
                Who.of(actor),
                order.request(),
                asked.request().source(),
                order.verdict(),
                order.text(),
                order.handlingUnit(),
                order.handlingPerson(),
                order.delivery(),
                order.attachments()));
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private Decided propose(ReconciliationCase file, ProposeDecision order, Actor actor, Facts facts) {
        reason(order.reason());
        if (file.proposed() != null)
            throw new CaseRefused(
                    "PROPOSED_ALREADY",
                    "state",
                    "已有处理意见待审批",
                    "a proposal waits for its approval already; it is approved or rejected first");
        if (order.settlements().isEmpty())
            throw new CaseRefused("SETTLEMENTS_MISSING", "settlements", "须至少处理一项冲突", "name one conflict or more");
        Map<Long, OpenConflict> open = byNumber(facts);
        SortedMap<Long, String> seen = new TreeMap<>();
        boolean approval = false;
        for (Settlement each : order.settlements()) {
            OpenConflict conflict = open.get(each.conflict());
            if (conflict == null)
                throw new CaseRefused(
                        "CONFLICT_NOT_OPEN",
                        "settlements",
                        "冲突 " + each.conflict() + " 不存在或已消除",
                        "conflict " + each.conflict() + " is not there, or has gone");
            fits(each, conflict.conflict(), order);
            if (seen.put(each.conflict(), digest(conflict.conflict())) != null)
                throw new CaseRefused(
                        "CONFLICT_TWICE",
                        "settlements",
                        "冲突 " + each.conflict() + " 出现两次",
                        "conflict " + each.conflict() + " comes twice");
            approval |= settings.approved().contains(conflict.conflict().severity());
        }
        DecisionProposed proposed = new DecisionProposed(
                Who.of(actor),
                order.reason(),
                file.proposals() + 1,
                order.settlements(),
                order.evidence(),
                approval,
                seen);
        return approval ? Decided.of(proposed) : inForce(file, proposed, proposed, actor, facts);
    }

    private static void fits(Settlement settlement, Conflict conflict, ProposeDecision order) {
        boolean named =
                switch (settlement.way()) {
                    case CHOOSE -> settlement.choice() != null;
                    case SOURCE_CORRECTS ->
                        settlement.source() != null
                                && conflict.values().stream()
                                        .map(ConflictValue::source)
                                        .anyMatch(settlement.source()::equals);
                    case DIFFERENT_SUBJECTS -> true;
                };
        if (!named)
            throw new CaseRefused(
                    "SETTLEMENT_INCOMPLETE",
                    "settlements",
                    settlement.way() == Settlement.Way.CHOOSE ? "裁定须写明取值方式" : "须指明冲突所涉的一个数源部门",
                    settlement.way() == Settlement.Way.CHOOSE
                            ? "a decision says how"
                            : "name a source with one of the competing values");
        if (settlement.choice() == null) return;
        Choice choice = settlement.choice();
        boolean hold = conflict.kind() == ConflictKind.HOLD;
        boolean fits =
                switch (choice.how()) {
                    case TAKE ->
                        !hold
                                && choice.record() != null
                                && conflict.values().stream()
                                        .anyMatch(value -> value.source()
                                                        .equals(choice.record().source())
                                                && value.dataset()
                                                        .equals(choice.record().dataset())
                                                && value.recordId()
                                                        .equals(choice.record().recordId()));
                    case SET -> !hold && !blank(choice.value());
                    case TOLERATE -> !hold;
                    case ACCEPT -> hold;
                };
        if (!fits)
            throw new CaseRefused(
                    "CHOICE_UNFIT",
                    "settlements",
                    "冲突 " + settlement.conflict() + " 不能以" + choice.how().zh() + "处理",
                    "conflict " + settlement.conflict() + " cannot be settled by " + choice.how());
        if (choice.how() == Choice.How.SET && order.evidence().isEmpty())
            throw new CaseRefused(
                    "EVIDENCE_MISSING", "evidence", "依据材料定值须列明依据", "a value that is set rests on evidence");
    }

    private static DecisionProposed waiting(ReconciliationCase file, Actor actor) {
        DecisionProposed proposed = file.proposed();
        if (proposed == null)
            throw new CaseRefused("NOTHING_PROPOSED", "state", "没有待审批的处理意见", "no proposal waits for approval");
        if (proposed.by().name().equals(actor.name()))
            throw new CaseRefused(
                    "OWN_PROPOSAL", "by", "处理意见不得由提出人本人审批", "whoever proposed it can neither approve nor reject it");
        return proposed;
    }

    private static Decided approve(ReconciliationCase file, ApproveDecision order, Actor actor, Facts facts) {
        DecisionProposed proposed = waiting(file, actor);
        Map<Long, OpenConflict> open = byNumber(facts);
        for (Map.Entry<Long, String> seen : proposed.seen().entrySet()) {
            OpenConflict now = open.get(seen.getKey());
            if (now != null && !digest(now.conflict()).equals(seen.getValue()))
                throw new CaseRefused(
                        "PROPOSAL_OUTDATED",
                        "settlements",
                        "提出意见后,冲突 " + seen.getKey() + " 的各方数值已有变化;请退回,由承办人重新提出",
                        "the competing values of conflict " + seen.getKey()
                                + " have changed since it was proposed; reject it, and let it be proposed anew");
        }
        return inForce(
                file, new DecisionApproved(Who.of(actor), order.reason(), proposed.proposal()), proposed, actor, facts);
    }

    /** What is carried out now, and whether that is all that the case was about. */
    private static Decided inForce(
            ReconciliationCase file, CaseEvent step, DecisionProposed proposed, Actor actor, Facts facts) {
        Set<Long> left = new TreeSet<>(byNumber(facts).keySet());
        List<SettleConflict> settle = new ArrayList<>();
        for (Settlement each : proposed.settlements()) {
            // What has gone by itself since needs no decision.
            if (each.way() != Settlement.Way.CHOOSE || !left.remove(each.conflict())) continue;
            settle.add(new SettleConflict(
                    act(file, proposed, each, actor), file.subject(), each.conflict(), each.choice()));
        }
        List<CaseEvent> events = new ArrayList<>();
        events.add(step);
        if (left.isEmpty() && file.reports().isEmpty() && facts.settles(file) && !settle.isEmpty())
            events.add(closed(file, Who.of(actor), proposed.reason(), CaseOutcome.DECIDED));
        return new Decided(events, settle);
    }

    private static Act act(ReconciliationCase file, DecisionProposed proposed, Settlement each, Actor actor) {
        List<String> evidence = new ArrayList<>(proposed.evidence());
        evidence.add(file.number());
        return new Act(
                CaseDecision.id(file.id(), proposed.proposal(), each.conflict()),
                Act.STAFF,
                actor.department(),
                actor.person() == null ? actor.name() : actor.person(),
                proposed.reason(),
                evidence);
    }

    /** Whoever proposed it does not take it back, as whoever proposed it did not approve it. */
    private static Decided takeBack(ReconciliationCase file, TakeBackDecision order, Actor actor) {
        reason(order.reason());
        CaseDecision taken = file.decisions().stream()
                .filter(each -> each.id().equals(order.decision()))
                .findFirst()
                .orElseThrow(() -> new CaseRefused(
                        DecisionRefused.DECISION_UNKNOWN,
                        "decision",
                        "工单中没有这一裁定,或已撤销",
                        "the case has no such decision, or it was revoked"));
        if (taken.proposal().by().name().equals(actor.name()))
            throw new CaseRefused("OWN_PROPOSAL", "by", "裁定不得由提出人本人撤销", "whoever proposed a decision cannot revoke it");
        String part = file.id() + "|taken-back|" + order.decision();
        Act act = new Act(
                UUID.nameUUIDFromBytes(part.getBytes(StandardCharsets.UTF_8)),
                Act.STAFF,
                actor.department(),
                actor.person() == null ? actor.name() : actor.person(),
                order.reason(),
                List.of(file.number()));
        return new Decided(
                List.of(new DecisionTakenBack(
                        Who.of(actor),
                        order.reason(),
                        order.decision(),
                        taken.settlement().conflict())),
                List.of(),
                List.of(new RevokeDecision(act, file.subject(), order.decision())));
    }

    private static CaseClosed closed(ReconciliationCase file, Who by, String reason, CaseOutcome outcome) {
        return new CaseClosed(by, reason, outcome, null, List.copyOf(file.concerned()), List.copyOf(file.reporters()));
    }

    private static Decided escalate(ReconciliationCase file, EscalateCase order, Actor actor) {
        reason(order.reason());
        if (blank(order.to()))
            throw new CaseRefused("ESCALATED_TO_MISSING", "to", "须写明提请协调的机关", "say who is asked to coordinate");
        if (file.escalated() >= CaseEscalated.HIGHEST)
            throw new CaseRefused(
                    "ESCALATED_HIGHEST", "state", "已提请政府协调,没有更高一级", "there is no level above the government");
        return Decided.of(new CaseEscalated(Who.of(actor), order.reason(), file.escalated() + 1, order.to()));
    }

    private Decided extend(ReconciliationCase file, ExtendCase order, Actor actor) {
        reason(order.reason());
        if (blank(order.consentedBy()))
            throw new CaseRefused("CONSENT_MISSING", "consentedBy", "须写明由谁同意延期", "say who consented");
        int left = settings.mostExtension() - file.extended();
        if (order.workingDays() < 1 || order.workingDays() > left)
            throw new CaseRefused(
                    "EXTENSION_TOO_LONG",
                    "workingDays",
                    "延期合计不得超过 " + settings.mostExtension() + " 个工作日,尚可延 " + left + " 日",
                    "a case is extended by at most " + settings.mostExtension() + " working days in all; " + left
                            + " are left");
        return Decided.of(new CaseExtended(
                Who.of(actor),
                order.reason(),
                order.workingDays(),
                order.consentedBy(),
                deadlines.after(file.due(), order.workingDays())));
    }

    private static Decided close(ReconciliationCase file, CloseCase order, Actor actor, Facts facts) {
        reason(order.reason());
        if (!facts.conflicts().isEmpty())
            throw new CaseRefused(
                    "STILL_IN_DOUBT",
                    "state",
                    "尚有 " + facts.conflicts().size() + " 项冲突未消除,不能办结;须先作出裁定",
                    facts.conflicts().size() + " conflicts still stand; they are decided about first");
        CaseOutcome outcome = file.outcome();
        boolean never = outcome == CaseOutcome.SETTLED_ITSELF && file.cause() != CaseCause.CONFLICT;
        return Decided.of(closed(file, Who.of(actor), order.reason(), never ? CaseOutcome.UNFOUNDED : outcome));
    }

    private static Map<Long, OpenConflict> byNumber(Facts facts) {
        Map<Long, OpenConflict> open = new TreeMap<>();
        facts.conflicts().forEach(each -> open.put(each.number(), each));
        return open;
    }

    /** Of what the conflict is about and who says what. */
    static String digest(Conflict conflict) {
        StringBuilder text = new StringBuilder()
                .append(conflict.kind())
                .append('|')
                .append(conflict.item())
                .append('|')
                .append(conflict.from())
                .append('|')
                .append(conflict.to())
                .append('|')
                .append(conflict.standing());
        for (ConflictValue value : conflict.values())
            text.append('\n')
                    .append(value.source())
                    .append('|')
                    .append(value.dataset())
                    .append('|')
                    .append(value.recordId())
                    .append('|')
                    .append(value.value());
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
