package org.basedata.registry.core.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.subject.ActRevoked;
import org.basedata.registry.core.subject.Assignment;
import org.basedata.registry.core.subject.DecisionsMoved;
import org.basedata.registry.core.subject.EntitiesSucceeded;
import org.basedata.registry.core.subject.IdentifierSuperseded;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.Party;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RecordsAssigned;
import org.basedata.registry.core.subject.Registrar;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.subject.SubjectLinks.Kind;
import org.basedata.registry.core.subject.SubjectSplit;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubjectsMerged;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.Decision;

/**
 * Decides what an act about identity changes. Pure, like {@link Registrar}. Whether an act is let in, and whose a record is
 * afterwards, depends on the acts before it alone and on no submission, so that submissions move freely around acts.
 *
 * <p>The working set holds every subject that the named ones are tied to, directly or through others, with their records.
 */
public final class IdentityRegistrar {
    private final Registrar registrar;

    public IdentityRegistrar(Registrar registrar) {
        this.registrar = registrar;
    }

    /**
     * @param events where the events that follow are added, in order
     * @return the subject that the act was about, as it stands now
     * @throws IdentityRefused when it contradicts an earlier act
     */
    public SubjectId decide(WorkingSet state, IdentityCommand command, Instant now, List<RecordedEvent> events) {
        IdentityEvent event = event(state, command);
        Set<SubjectId> streams = streams(state, command, event);
        Instant recordedAt = now;
        for (SubjectId subject : streams) {
            Instant last = state.subject(subject).recordedAt();
            if (last.isAfter(recordedAt)) recordedAt = last;
        }
        Map<RecordKey, Holding> before = holdings(state, streams);
        for (SubjectId subject : streams) Registrar.append(state, events, subject, recordedAt, event);
        Map<SubjectId, Map<RecordKey, List<RecordVersion>>> moved = moved(state, before);
        moveDecisions(state, streams, command.act().id(), recordedAt, events);
        Set<SubjectId> touched = new TreeSet<>(streams);
        touched.addAll(moved.keySet());
        for (SubjectId subject : touched) {
            for (Map.Entry<RecordKey, List<RecordVersion>> each :
                    moved.getOrDefault(subject, Map.of()).entrySet())
                Registrar.append(
                        state, events, subject, recordedAt, new RecordMoved(each.getKey(), each.getValue(), null));
            registrar.reassess(state, subject, command.act().id(), recordedAt, events);
        }
        return state.end(about(command).subject());
    }

    /** A decision goes with the subject that it was about. */
    private static void moveDecisions(
            WorkingSet state, Set<SubjectId> streams, UUID act, Instant recordedAt, List<RecordedEvent> events) {
        Map<SubjectId, List<Decision>> standing = new HashMap<>();
        for (SubjectId subject : streams)
            for (Decision decision : state.subject(subject).master().decisions())
                standing.computeIfAbsent(state.end(decision.subject()), end -> new ArrayList<>())
                        .add(decision);
        for (SubjectId subject : streams) {
            List<Decision> now = standing.getOrDefault(subject, List.of()).stream()
                    .sorted(Decision.ORDER)
                    .toList();
            if (!now.equals(state.subject(subject).master().decisions()))
                Registrar.append(state, events, subject, recordedAt, new DecisionsMoved(act, now));
        }
    }

    /** Whom an act is about first. */
    static Party about(IdentityCommand command) {
        if (command instanceof ReplaceIdentifier act) return act.subject();
        if (command instanceof MergeSubjects act) return act.subject();
        if (command instanceof SplitSubject act) return act.subject();
        if (command instanceof AssignRecords act) return act.to();
        if (command instanceof SucceedEntities act) return act.successors().get(0);
        return new Party(((RevokeAct) command).subject(), null);
    }

    private static IdentityEvent event(WorkingSet state, IdentityCommand command) {
        if (command instanceof ReplaceIdentifier act) return replaced(state, act);
        if (command instanceof MergeSubjects act) return merged(state, act);
        if (command instanceof SplitSubject act) return split(state, act);
        if (command instanceof AssignRecords act) return assigned(state, act);
        if (command instanceof SucceedEntities act) return succeeded(state, act);
        return revoked(state, (RevokeAct) command);
    }

    private static IdentityEvent replaced(WorkingSet state, ReplaceIdentifier act) {
        SubjectId subject = standing(state, act.subject());
        SubjectState stream = state.subject(subject);
        Identifier former = identifier(stream, act.subject());
        Identifier identifier = act.number().identifier();
        mustNotBeShared(stream, "subject");
        if (act.subject().identifier() != null && !act.subject().identifier().equals(former))
            throw new IdentityRefused(
                    "NUMBER_SUPERSEDED",
                    "subject",
                    "该号码此前已被更换,请以现用号码或 ref 指明主体",
                    "this number was replaced before; name the subject by its present number or by its ref");
        if (identifier.equals(former))
            throw new IdentityRefused(
                    "NUMBER_SAME", "identifier", "新号码与现用号码相同", "the new number is the one that the subject has");
        mustBeOfOneType(former, identifier, "identifier");
        if (former != null && !act.cause().fits(former.type(), identifier.type()))
            throw new IdentityRefused(
                    "CAUSE_UNFIT",
                    "cause",
                    "变更原因 " + act.cause() + " 不适用于由 " + former.type() + " 改为 " + identifier.type(),
                    act.cause() + " does not turn a " + former.type() + " into a " + identifier.type());
        SubjectId number = act.number().subject();
        SubjectState held = state.subject(number);
        boolean taken = !state.end(number).equals(subject) && held.links().leadsTo() != null
                || !number.equals(subject)
                        && held.identifier() != null
                        && !held.identifier().equals(identifier);
        if (taken)
            throw new IdentityRefused(
                    "NUMBER_TAKEN",
                    "identifier",
                    "新号码是或曾是另一主体的号码;如为同一主体请先合并,如为两人共用请先拆分",
                    "the new number is, or was, another subject's; merge them first if they are one, split the number if"
                            + " they share it");
        if (!number.equals(subject)) mustNotBeShared(held, "identifier");
        return new IdentifierSuperseded(act.act(), act.cause(), subject, former, identifier, number);
    }

    private static IdentityEvent merged(WorkingSet state, MergeSubjects act) {
        SubjectId subject = standing(state, act.subject());
        SubjectId into = state.end(act.into().subject());
        if (into.equals(subject)) throw sameSubject("into");
        mustNotBeShared(state.subject(subject), "subject");
        mustNotBeShared(state.subject(into), "into");
        Identifier one = identifier(state.subject(subject), act.subject());
        Identifier other = identifier(state.subject(into), act.into());
        mustBeOfOneType(one, other, "into");
        return new SubjectsMerged(act.act(), subject, one, into, other);
    }

    private static IdentityEvent split(WorkingSet state, SplitSubject act) {
        SubjectId subject = standing(state, act.subject());
        SubjectState stream = state.subject(subject);
        if (stream.links().isShared())
            throw new IdentityRefused(
                    "NUMBER_SHARED",
                    "subject",
                    "该号码已拆分,请用记录归属逐条处理其余记录,或先撤销原拆分",
                    "this number was split before; assign its other records one by one, or revoke that act first");
        Identifier shared = identifier(stream, act.subject());
        if (act.parts().size() < 2)
            throw new IdentityRefused("PARTS_TOO_FEW", "parts", "拆分至少得出两个主体", "a split has two parts or more");
        List<Party> parts = new ArrayList<>();
        List<Assignment> records = new ArrayList<>();
        Set<RecordKey> once = new HashSet<>();
        for (SplitSubject.Part part : act.parts()) {
            Party party = part.party();
            SubjectId to = state.end(party.subject());
            if (to.equals(subject)
                    || parts.stream().anyMatch(other -> other.subject().equals(to))) throw sameSubject("parts");
            mustNotBeShared(state.subject(to), "parts");
            Identifier identifier = identifier(state.subject(to), party);
            parts.add(new Party(to, identifier == null ? shared : identifier));
            mustBeOfOneType(shared, identifier, "parts");
            for (RecordKey record : part.records()) {
                if (!once.add(record))
                    throw new IdentityRefused(
                            "RECORD_TWICE",
                            "parts",
                            "同一条来源记录只能归属一个主体",
                            "a source record goes to one subject only: it is listed twice");
                records.addAll(assignments(state, record, subject, to));
            }
        }
        return new SubjectSplit(act.act(), subject, shared, parts, records);
    }

    private static IdentityEvent assigned(WorkingSet state, AssignRecords act) {
        SubjectId from = state.end(act.from().subject());
        SubjectId to = state.end(act.to().subject());
        if (from.equals(to)) throw sameSubject("to");
        mustNotBeShared(state.subject(to), "to");
        Identifier one = identifier(state.subject(from), act.from());
        Identifier other = identifier(state.subject(to), act.to());
        mustBeOfOneType(one, other, "to");
        List<Assignment> records = new ArrayList<>();
        for (RecordKey record : new TreeSet<>(act.records())) records.addAll(assignments(state, record, from, to));
        return new RecordsAssigned(act.act(), from, one, to, other, records);
    }

    private static IdentityEvent succeeded(WorkingSet state, SucceedEntities act) {
        List<Party> predecessors = parties(state, act.predecessors(), "predecessors");
        List<Party> successors = parties(state, act.successors(), "successors");
        for (Party one : predecessors)
            if (successors.stream().anyMatch(other -> other.subject().equals(one.subject())))
                throw sameSubject("successors");
        return new EntitiesSucceeded(act.act(), act.kind(), predecessors, successors, act.on());
    }

    private static List<Party> parties(WorkingSet state, List<Party> named, String item) {
        List<Party> parties = new ArrayList<>();
        for (Party party : named) {
            SubjectId end = state.end(party.subject());
            Identifier identifier = identifier(state.subject(end), party);
            if (identifier == null || identifier.type().subjectType() != SubjectType.LEGAL_ENTITY)
                throw new IdentityRefused(
                        "TYPE_DIFFERENT", item, "承继关系只用于法人单位", "only legal entities succeed each other");
            if (parties.stream().anyMatch(other -> other.subject().equals(end))) throw sameSubject(item);
            parties.add(new Party(end, identifier));
        }
        if (parties.isEmpty())
            throw new IdentityRefused("PARTS_TOO_FEW", item, "至少指明一个法人单位", "name one legal entity or more");
        return parties;
    }

    private static IdentityEvent revoked(WorkingSet state, RevokeAct act) {
        Set<SubjectId> concerned = concerned(state, act);
        if (concerned.isEmpty())
            throw new IdentityRefused(
                    "ACT_UNKNOWN",
                    "act",
                    "该主体没有这一有效处置,可能已被撤销",
                    "no such act is in force for this subject; it may have been revoked already");
        Set<UUID> later = new TreeSet<>();
        for (SubjectId subject : concerned) {
            List<SubjectLinks.Link> all = state.subject(subject).links().links();
            boolean made =
                    all.stream().anyMatch(link -> link.act().equals(act.revoked()) && link.kind() == Kind.SHARES);
            boolean renumbered = false;
            for (SubjectLinks.Link link : all) {
                boolean own = link.act().equals(act.revoked());
                if (own) renumbered |= link.kind() == Kind.RENUMBERED;
                else if (made || renumbered && link.kind() == Kind.RENUMBERED) later.add(link.act());
            }
        }
        if (!later.isEmpty())
            throw new IdentityRefused(
                    "ACT_BUILT_ON",
                    "act",
                    "其后的处置以此为基础,请先撤销:" + later,
                    "later acts build on this one; revoke them first: " + later);
        return new ActRevoked(act.act(), act.revoked());
    }

    /** The subjects of which the act to be revoked says something. */
    private static Set<SubjectId> concerned(WorkingSet state, RevokeAct act) {
        return tied(state, act.subjects()).stream()
                .filter(subject -> state.subject(subject)
                        .links()
                        .by(act.revoked())
                        .findAny()
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /** For every subject by which versions of the record may be this subject's, whether or not they have come yet. */
    private static List<Assignment> assignments(WorkingSet state, RecordKey record, SubjectId at, SubjectId to) {
        List<Assignment> assignments = new ArrayList<>();
        for (SubjectId named : new TreeSet<>(tied(state, Set.of(at))))
            if (state.belonging().holder(record, named).equals(at)) assignments.add(new Assignment(record, named, to));
        if (assignments.isEmpty())
            throw new IdentityRefused(
                    "RECORD_ELSEWHERE",
                    "records",
                    "记录 " + record.source() + "/" + record.dataset() + "/" + record.recordId() + " 此前已归属另一主体",
                    "record " + record.source() + "/" + record.dataset() + "/" + record.recordId()
                            + " was assigned to another subject before");
        return assignments;
    }

    /** The identifier that the subject has, or is to have if nothing has named it yet. */
    private static Identifier identifier(SubjectState stream, Party party) {
        return stream.identifier() != null ? stream.identifier() : party.identifier();
    }

    /** The subject that is named by its present number, which may once have led to another one, or by its own reference. */
    private static SubjectId standing(WorkingSet state, Party party) {
        SubjectId end = state.end(party.subject());
        boolean itself = end.equals(party.subject());
        boolean present = party.identifier() != null
                && party.identifier().equals(state.subject(end).identifier());
        if (itself || present) return end;
        throw new IdentityRefused(
                "SUBJECT_SUPERSEDED",
                "subject",
                "该主体已并入主体 " + end + ",请对后者办理",
                "this subject has gone over to subject " + end + "; name that one");
    }

    private static void mustNotBeShared(SubjectState stream, String item) {
        if (stream.links().isShared())
            throw new IdentityRefused(
                    "NUMBER_SHARED",
                    item,
                    "该号码由多个主体共用,请以其中一个主体的 ref 指明",
                    "several subjects share this number; name one of them by its ref");
    }

    private static void mustBeOfOneType(Identifier one, Identifier other, String item) {
        if (one != null
                && other != null
                && one.type().subjectType() != other.type().subjectType())
            throw new IdentityRefused(
                    "TYPE_DIFFERENT", item, "自然人与法人不能互换", "a natural person and a legal entity are never one");
    }

    private static IdentityRefused sameSubject(String item) {
        return new IdentityRefused("SUBJECT_SAME", item, "两处指的是同一主体", "both are the same subject");
    }

    /** Those subjects and all that they are tied to, directly or through others, as far as the working set holds them. */
    public static Set<SubjectId> tied(WorkingSet state, Set<SubjectId> subjects) {
        Set<SubjectId> all = new HashSet<>();
        List<SubjectId> open = new ArrayList<>(subjects);
        while (!open.isEmpty()) {
            SubjectId next = open.remove(open.size() - 1);
            if (all.add(next)) open.addAll(state.subject(next).links().others());
        }
        return all;
    }

    /**
     * The subjects whose streams the event stands in: all that it ties, and those that what it ties leads to, because what names
     * the one is written to the stream of the other.
     */
    private static Set<SubjectId> streams(WorkingSet state, IdentityCommand command, IdentityEvent event) {
        Set<SubjectId> subjects = new TreeSet<>();
        if (event instanceof IdentifierSuperseded e) subjects.addAll(List.of(e.subject(), e.number()));
        else if (event instanceof SubjectsMerged e) subjects.addAll(List.of(e.subject(), e.into()));
        else if (event instanceof SubjectSplit e) {
            subjects.add(e.subject());
            e.parts().forEach(part -> subjects.add(part.subject()));
            e.records().forEach(record -> subjects.add(record.named()));
        } else if (event instanceof RecordsAssigned e) {
            subjects.addAll(List.of(e.from(), e.to()));
            e.records().forEach(record -> subjects.add(record.named()));
        } else if (event instanceof EntitiesSucceeded e)
            Stream.concat(e.predecessors().stream(), e.successors().stream())
                    .forEach(party -> subjects.add(party.subject()));
        else if (command instanceof RevokeAct act) subjects.addAll(concerned(state, act));
        subjects.addAll(subjects.stream().map(state::end).collect(Collectors.toSet()));
        return subjects;
    }

    /** Whose a record is, and which of its versions count there. */
    private record Holding(SubjectId owner, List<RecordVersion> counted) {
        static Holding of(RecordHistory record) {
            return new Holding(record.owner().orElse(null), record.counted());
        }
    }

    private static Map<RecordKey, Holding> holdings(WorkingSet state, Set<SubjectId> subjects) {
        Map<RecordKey, Holding> holdings = new TreeMap<>();
        for (SubjectId subject : subjects)
            for (RecordKey record : state.subject(subject).owned())
                holdings.put(record, Holding.of(state.record(record)));
        return holdings;
    }

    /** By subject, the records of which others versions count there than before; none where the record has left. */
    private static Map<SubjectId, Map<RecordKey, List<RecordVersion>>> moved(
            WorkingSet state, Map<RecordKey, Holding> before) {
        Map<SubjectId, Map<RecordKey, List<RecordVersion>>> moved = new HashMap<>();
        before.forEach((record, was) -> {
            Holding is = Holding.of(state.record(record));
            if (is.equals(was)) return;
            if (!is.owner().equals(was.owner()))
                moved.computeIfAbsent(was.owner(), subject -> new TreeMap<>()).put(record, List.of());
            moved.computeIfAbsent(is.owner(), subject -> new TreeMap<>()).put(record, is.counted());
        });
        return moved;
    }
}
