package org.basedata.registry.api.subject;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.CheckAnswer.Verdict;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.projections.access.AccessAlerts;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.Standing;
import org.springframework.stereotype.Component;

/** Says whether values that a caller has are those on record, and tells none. */
@Component
final class SubjectChecks {
    /** Codes by which a person has died or is registered nowhere any more, and an entity is deregistered or annulled. */
    private static final Map<SubjectType, Map<String, Set<String>>> CANCELLED = Map.of(
            SubjectType.PERSON,
            Map.of("lifeStatus", Set.of("2", "4"), "registrationStatus", Set.of("3", "4", "6", "7", "9")),
            SubjectType.LEGAL_ENTITY,
            Map.of("status", Set.of("2", "4", "5")));

    private final MasterRecords masterRecords;
    private final SubjectIds ids;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Answering answering;
    private final Guesses guesses;
    private final AccessAlerts alerts;
    private final Scoping scoping;

    SubjectChecks(
            MasterRecords masterRecords,
            SubjectIds ids,
            Catalogue catalogue,
            Clock clock,
            Answering answering,
            Guesses guesses,
            AccessAlerts alerts,
            Scoping scoping) {
        this.masterRecords = masterRecords;
        this.ids = ids;
        this.catalogue = catalogue;
        this.clock = clock;
        this.answering = answering;
        this.guesses = guesses;
        this.alerts = alerts;
        this.scoping = scoping;
    }

    CheckAnswer verify(Inquiry inquiry, SubjectType type, byte[] body) {
        CheckReading.Checks checks = CheckReading.read(type, body);
        mustNotGuess(inquiry);
        Set<String> items = checks.items();
        // Names of items only: whoever may not see one is refused before anything is looked up.
        Question.of(type, items, null, checks.validAt(), null, catalogue, clock);
        Set<String> wanted = new TreeSet<>(items);
        for (String each : CANCELLED.get(type).keySet()) if (maySee(inquiry, type, each)) wanted.add(each);
        Question question = Question.of(type, wanted, null, checks.validAt(), null, catalogue, clock);
        // An answer that is decided again tries no further values.
        Tally tally = new Tally();
        return answering.give(
                inquiry,
                new Answering.Wanted(Access.Operation.VERIFY, type, wanted, ProvisionWay.INTERFACE),
                entitlement -> verify(inquiry, checks, question.under(entitlement), tally));
    }

    /** @throws RequestRefused while an account that was found guessing has to wait */
    void mustNotGuess(Inquiry inquiry) {
        alerts.throttledUntil(inquiry.by().name()).ifPresent(until -> {
            throw new RequestRefused(
                            ProblemCode.THROTTLED,
                            "本账户核验异常(疑似穷举试探),在 " + until + " 前不再答复核验",
                            "this account was found guessing; it may verify again from " + until + " on")
                    .retryAfter((int)
                            Math.max(1, Duration.between(clock.instant(), until).toSeconds()));
        });
    }

    /** Wrong values of one request: they are counted once, however often its answer is decided. */
    private static final class Tally {
        /** Before it; of those with none nothing. */
        private Map<SubjectId, Integer> tried;

        /** Of those that it tries wrong values on, counted together with requests at the same time; null until they are counted. */
        private Map<SubjectId, Integer> before;
    }

    private boolean maySee(Inquiry inquiry, SubjectType type, String item) {
        try {
            answering.preview(
                    inquiry, new Answering.Wanted(Access.Operation.VERIFY, type, Set.of(item), ProvisionWay.INTERFACE));
            return true;
        } catch (RequestRefused refused) {
            return false;
        }
    }

    private Answering.Answer<CheckAnswer> verify(
            Inquiry inquiry, CheckReading.Checks checks, Question question, Tally tally) {
        List<Standing.Asked> asked = new ArrayList<>();
        List<Optional<SubjectId>> subjects = new ArrayList<>();
        for (CheckReading.Check check : checks.subjects()) {
            Optional<Identifier> identifier = IdentifierReading.read(
                            IdType.valueOf(check.key().idType()), check.key().id())
                    .identifier();
            subjects.add(identifier.map(ids::of));
            identifier.ifPresent(each -> asked.add(new Standing.Asked(ids.of(each), each)));
        }
        Standing.Standings standings = masterRecords.standing(question.type(), asked, null);
        if (tally.tried == null)
            tally.tried = guesses.tried(
                    inquiry.by(), asked.stream().map(Standing.Asked::ref).toList());
        Map<SubjectId, Integer> wrong = new HashMap<>();
        List<Map<String, Verdict>> verdicts = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < subjects.size(); i++) {
            SubjectId subject = subjects.get(i).orElse(null);
            Standing standing = subject == null ? null : standings.results().get(next++);
            CheckReading.Check check = checks.subjects().get(i);
            int before = tally.tried.getOrDefault(subject, 0) + wrong.getOrDefault(subject, 0);
            verdicts.add(
                    before >= guesses.most() ? all(check, Verdict.THROTTLED) : verdicts(check, standing, question));
            if (verdicts.get(i).containsValue(Verdict.MISMATCH)) wrong.merge(subject, 1, Integer::sum);
        }
        if (tally.before == null) tally.before = guesses.count(inquiry.by(), wrong);
        Seeing seeing = new Seeing(asked.size());
        List<CheckAnswer.Result> results = new ArrayList<>();
        next = 0;
        for (int i = 0; i < subjects.size(); i++) {
            SubjectId subject = subjects.get(i).orElse(null);
            CheckReading.Check check = checks.subjects().get(i);
            // Somebody else may have tried meanwhile, under the same account.
            boolean late = tally.before.getOrDefault(subject, 0) >= guesses.most();
            Map<String, Verdict> told = late ? all(check, Verdict.THROTTLED) : verdicts.get(i);
            results.add(new CheckAnswer.Result(check.key(), told));
            if (subject == null) continue;
            Standing standing = standings.results().get(next++);
            if (standing instanceof Standing.Found found && tellsOf(told)) seeing.given(found.subject());
            else seeing.nothing(subject);
        }
        return seeing.answer(new CheckAnswer(Long.toString(standings.position()), results), question.asOf());
    }

    private static boolean tellsOf(Map<String, Verdict> told) {
        return told.values().stream().anyMatch(each -> each != Verdict.NO_RECORD && each != Verdict.THROTTLED);
    }

    /** Codes of items that tell whether a subject's registration was cancelled. */
    static Set<String> ofTheState(SubjectType type) {
        return CANCELLED.get(type).keySet();
    }

    Map<String, Verdict> verdicts(CheckReading.Check check, Standing standing, Question question) {
        if (standing instanceof Standing.Superseded superseded)
            return all(check, scoping.covers(superseded.by(), question) ? Verdict.CANCELLED : Verdict.NO_RECORD);
        if (standing instanceof Standing.Ambiguous ambiguous)
            return all(
                    check,
                    ambiguous.successors().stream().anyMatch(each -> scoping.covers(each, question))
                            ? Verdict.IN_DOUBT
                            : Verdict.NO_RECORD);
        if (!(standing instanceof Standing.Found found)) {
            scoping.nobody(question);
            return all(check, Verdict.NO_RECORD);
        }
        if (!scoping.covers(found.subject(), question)) return all(check, Verdict.NO_RECORD);
        MasterRecordCut cut = MasterRecordCut.of(found.subject().master(), question, catalogue);
        Map<String, MasterRecordCut.Item> known = new LinkedHashMap<>();
        cut.items().forEach(item -> known.put(item.code(), item));
        boolean cancelled = CANCELLED.get(question.type()).entrySet().stream()
                .anyMatch(each -> known.containsKey(each.getKey())
                        && known.get(each.getKey()).values().stream()
                                .anyMatch(line -> each.getValue().contains(line.value())));
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        check.items().forEach((code, said) -> {
            boolean ofTheState = CANCELLED.get(question.type()).containsKey(code);
            verdicts.put(
                    code,
                    cancelled && !ofTheState
                            ? Verdict.CANCELLED
                            : verdict(question.type(), code, said, known.get(code)));
        });
        return verdicts;
    }

    private Verdict verdict(SubjectType type, String code, String said, MasterRecordCut.Item known) {
        if (known == null) return Verdict.NO_RECORD;
        DataItem item = catalogue.item(type, code).orElseThrow();
        boolean doubtful = known.values().stream().anyMatch(MasterRecordCut.Line::isDisputed);
        if (doubtful) return Verdict.IN_DOUBT;
        boolean same = known.values().stream()
                .anyMatch(line -> item.comparator() == null
                        ? line.value().equals(said.strip())
                        : item.comparator().same(said, line.value()));
        return same ? Verdict.MATCH : Verdict.MISMATCH;
    }

    private static Map<String, Verdict> all(CheckReading.Check check, Verdict verdict) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        check.items().keySet().forEach(item -> verdicts.put(item, verdict));
        return verdicts;
    }
}
