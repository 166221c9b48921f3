package org.basedata.registry.core.decision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.Statement;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.subject.DecisionRevoked;
import org.basedata.registry.core.subject.ItemDecided;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.Registrar;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.Decision.Ground;
import org.basedata.registry.core.survivorship.Decision.Said;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.basedata.registry.core.survivorship.Survivorship;

/**
 * Decides what a decision about a doubt changes. Pure, like {@link Registrar}. What people chose is turned into a {@link Decision} that
 * says all it rests on ({@link #draft}); from there on it takes effect by that alone.
 */
public final class DecisionRegistrar {
    private final Catalogue catalogue;
    private final Survivorship survivorship;
    private final SubmissionCheck check;
    private final Registrar registrar;

    public DecisionRegistrar(Catalogue catalogue, SubmissionCheck check, Registrar registrar) {
        this.catalogue = catalogue;
        this.survivorship = new Survivorship(catalogue);
        this.check = check;
        this.registrar = registrar;
    }

    /** @param events where the events that follow are added, in order */
    public void settle(WorkingSet state, SettleConflict command, Instant now, List<RecordedEvent> events) {
        take(state, draft(state, command), now, events);
    }

    /**
     * The decision that follows from the choice, by what stands now.
     *
     * @throws DecisionRefused when the choice does not fit the conflict, or the conflict does not stand any more
     */
    public Decision draft(WorkingSet state, SettleConflict command) {
        Act act = command.act();
        mustBeAccountable(act, command.choice());
        mustStandForItself(state, command.subject(), "subject");
        SubjectState stream = state.subject(command.subject());
        Conflict conflict = stream.master().conflicts().stream()
                .filter(open -> open.number() == command.conflict())
                .map(OpenConflict::conflict)
                .findFirst()
                .orElseThrow(() -> new DecisionRefused(
                        "CONFLICT_GONE",
                        "conflict",
                        "该主体没有这一未了结的冲突,可能已经消除,请重新查看",
                        "the subject has no such standing conflict; it may have been settled, look again"));
        return conflict.kind() == ConflictKind.ITEM
                ? ofItem(state, stream, conflict, command)
                : tolerated(state, stream, conflict, command);
    }

    private Decision tolerated(WorkingSet state, SubjectState stream, Conflict conflict, SettleConflict command) {
        Choice.How fit = conflict.kind() == ConflictKind.HOLD ? Choice.How.ACCEPT : Choice.How.TOLERATE;
        if (command.choice().how() != fit) throw unfit(conflict);
        if (stream.links().isShared())
            throw new DecisionRefused(
                    "NUMBER_SHARED",
                    "subject",
                    "该号码由多个主体共用,请先把记录归属到其中一个主体",
                    "several subjects share this number; assign the record to one of them first");
        List<Ground> grounds =
                conflict.kind() == ConflictKind.RULE ? List.of() : List.of(ground(state.record(conflict.record())));
        return new Decision(
                command.act(),
                stream.id(),
                null,
                conflict.kind(),
                conflict.item(),
                conflict.rule(),
                conflict.from(),
                conflict.to(),
                null,
                null,
                null,
                null,
                grounds,
                Decision.said(conflict),
                command.group());
    }

    private Decision ofItem(WorkingSet state, SubjectState stream, Conflict conflict, SettleConflict command) {
        Identifier identifier = stream.identifier();
        SubjectType type =
                identifier == null ? SubjectType.PERSON : identifier.type().subjectType();
        DataItem item = catalogue.item(type, conflict.item()).orElseThrow();
        List<RecordHistory> records = stream.owned().stream().map(state::record).toList();
        Survivorship.Verdict verdict = survivorship.verdict(
                type,
                item.code(),
                Days.from(conflict.from()),
                Appraiser.trust(identifier, stream.links().isShared()),
                records,
                List.of());
        Statement standing = verdict == null ? null : verdict.standing();
        String authority = item.authorityOrder().get(0);
        boolean spoken = standing != null && standing.record().source().equals(authority);
        List<Ground> grounds = new ArrayList<>();
        for (RecordHistory record : records) {
            RecordKey key = record.key();
            if (spoken ? key.equals(standing.record()) : key.source().equals(authority)) grounds.add(ground(record));
        }
        ConflictValue chosen = chosen(item, conflict, command.choice());
        return new Decision(
                command.act(),
                stream.id(),
                null,
                ConflictKind.ITEM,
                item.code(),
                null,
                conflict.from(),
                conflict.to(),
                chosen.value(),
                chosen.source(),
                authority,
                spoken ? item.comparator().normalise(standing.value()) : null,
                grounds,
                competing(item, conflict, verdict),
                command.group());
    }

    private ConflictValue chosen(DataItem item, Conflict conflict, Choice choice) {
        return switch (choice.how()) {
            case TOLERATE -> conflict.values().get(0);
            case TAKE ->
                conflict.values().stream()
                        .filter(value -> new RecordKey(value.source(), value.dataset(), value.recordId())
                                .equals(choice.record()))
                        .findFirst()
                        .orElseThrow(() -> unfit(conflict));
            case SET -> {
                List<Fault> faults = check.check(item, choice.value());
                if (!faults.isEmpty()) {
                    Fault fault = faults.get(0);
                    throw new DecisionRefused(fault.code(), "choice.value", fault.message(), fault.messageEn());
                }
                yield new ConflictValue(choice.value().strip(), Act.STAFF, null, null, 0, null, null);
            }
            case ACCEPT -> throw unfit(conflict);
        };
    }

    /** All values that were on the table, whether or not they differ from the chosen one. */
    private static List<Said> competing(DataItem item, Conflict conflict, Survivorship.Verdict verdict) {
        Set<Said> competing = new TreeSet<>();
        for (ConflictValue value : conflict.values())
            if (!Decision.DATASET.equals(value.dataset()))
                competing.add(new Said(value.source(), item.comparator().normalise(value.value())));
        if (verdict != null) {
            List<Statement> statements = new ArrayList<>(verdict.agreeing());
            statements.addAll(verdict.rivals());
            if (verdict.standing() != null) statements.add(verdict.standing());
            for (Statement each : statements)
                competing.add(new Said(each.record().source(), item.comparator().normalise(each.value())));
        }
        return List.copyOf(competing);
    }

    private static Ground ground(RecordHistory record) {
        RecordVersion highest = record.highest().orElseThrow();
        return new Ground(record.key(), highest.version(), highest.hash());
    }

    /**
     * Records a decision as it is. Whether it is let in depends on acts before it alone, so that submissions move freely around it.
     *
     * @param decision without a time
     */
    public void take(WorkingSet state, Decision decision, Instant now, List<RecordedEvent> events) {
        mustStandForItself(state, decision.subject(), "subject");
        SubjectState stream = state.subject(decision.subject());
        if (stands(stream, decision.id()))
            throw new DecisionRefused(
                    DecisionRefused.DECISION_KNOWN,
                    "id",
                    "该裁定此前已作出,本次没有改变任何内容",
                    "this decision was taken before; nothing has changed");
        Instant recordedAt = later(stream, now);
        Registrar.append(state, events, stream.id(), recordedAt, new ItemDecided(decision.recorded(recordedAt)));
        registrar.reassess(state, stream.id(), decision.id(), recordedAt, events);
    }

    /** @throws DecisionRefused when the subject has no such decision */
    public void revoke(WorkingSet state, RevokeDecision command, Instant now, List<RecordedEvent> events) {
        mustBeAccountable(command.act(), null);
        SubjectState stream = state.subject(state.end(command.subject()));
        if (!stands(stream, command.decision()))
            throw new DecisionRefused(
                    DecisionRefused.DECISION_UNKNOWN,
                    "decision",
                    "该主体没有这一有效裁定,可能已被撤销",
                    "the subject has no such decision; it may have been revoked already");
        Instant recordedAt = later(stream, now);
        Registrar.append(
                state, events, stream.id(), recordedAt, new DecisionRevoked(command.act(), command.decision()));
        registrar.reassess(state, stream.id(), command.act().id(), recordedAt, events);
    }

    private static boolean stands(SubjectState stream, UUID decision) {
        return stream.master().decisions().stream().anyMatch(each -> each.id().equals(decision));
    }

    /** Two decisions about one subject never have one time, as the later counts. */
    private static Instant later(SubjectState stream, Instant now) {
        Instant time = stream.recordedAt().isAfter(now) ? stream.recordedAt() : now;
        List<Decision> decisions = stream.master().decisions();
        if (decisions.isEmpty()) return time;
        Instant last = decisions.get(decisions.size() - 1).at();
        return time.isAfter(last) ? time : last.plus(1, ChronoUnit.MICROS);
    }

    private static void mustStandForItself(WorkingSet state, SubjectId subject, String item) {
        if (state.end(subject).equals(subject)) return;
        throw new DecisionRefused(
                "SUBJECT_SUPERSEDED",
                item,
                "该主体已并入主体 " + state.end(subject) + ",请对后者办理",
                "this subject has gone over to subject " + state.end(subject) + "; name that one");
    }

    private static void mustBeAccountable(Act act, Choice choice) {
        if (isBlank(act.reason())) throw new DecisionRefused("REASON_MISSING", "reason", "须说明理由", "a reason is wanted");
        if (isBlank(act.person()))
            throw new DecisionRefused("PERSON_MISSING", "handlingPerson", "须写明经办人", "who handled it is wanted");
        boolean onEvidence = choice != null && (choice.how() == Choice.How.SET || choice.how() == Choice.How.ACCEPT);
        if (onEvidence && act.evidence().stream().allMatch(DecisionRegistrar::isBlank))
            throw new DecisionRefused(
                    "EVIDENCE_MISSING",
                    "evidence",
                    "依据材料定值或认定同一主体时,须写明依据,如文号、证件或核实记录",
                    "a value that is set, and a record that is accepted, rest on evidence: a file number, a document, a record of"
                            + " the inquiry");
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static DecisionRefused unfit(Conflict conflict) {
        return switch (conflict.kind()) {
            case ITEM ->
                new DecisionRefused(
                        "CHOICE_UNFIT",
                        "choice",
                        "数据项冲突可采信所列记录之一的值、依据材料定值或容许差异",
                        "a conflict about an item is settled by the value of one of its records, a value on evidence, or by tolerating"
                                + " the difference");
            case HOLD ->
                new DecisionRefused(
                        "CHOICE_UNFIT",
                        "choice",
                        "挂起记录只能认定为同一主体,或通过身份处置归属他人",
                        "a held record is accepted as the subject's, or assigned to another one by an act about identity");
            default ->
                new DecisionRefused(
                        "CHOICE_UNFIT",
                        "choice",
                        "该类冲突只能容许差异,或由来源更正",
                        "a conflict of this kind is tolerated, or corrected by the source");
        };
    }
}
