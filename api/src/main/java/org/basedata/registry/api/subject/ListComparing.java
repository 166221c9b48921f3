package org.basedata.registry.api.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.CheckAnswer.Verdict;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.Standing;
import org.springframework.stereotype.Component;

/**
 * Compares rows of a department's own list with the registry, some at a time: with the verdicts that a verification gives and, of items that
 * may be seen as they are, what the registry has. Wrong values of other items count as guesses.
 */
@Component
public final class ListComparing {
    private static final String SEPARATOR = "|";

    private final SubjectChecks checks;
    private final MasterRecords masterRecords;
    private final SubjectIds ids;
    private final Catalogue catalogue;
    private final Scoping scoping;
    private final Guesses guesses;
    private final Answering answering;

    ListComparing(
            SubjectChecks checks,
            MasterRecords masterRecords,
            SubjectIds ids,
            Catalogue catalogue,
            Scoping scoping,
            Guesses guesses,
            Answering answering) {
        this.checks = checks;
        this.masterRecords = masterRecords;
        this.ids = ids;
        this.catalogue = catalogue;
        this.scoping = scoping;
        this.guesses = guesses;
        this.answering = answering;
    }

    /** What came of a row. */
    public enum Outcome {
        /** All values that it has are those on record. */
        SAME,
        DIFFERS,
        /** Nobody is on record under its number, or nobody that may be seen. */
        NO_RECORD,
        /** The person has died, the registration was cancelled, or the number was replaced. */
        CANCELLED,
        /** Too many wrong values were tried; nothing is told of what may not be seen. */
        THROTTLED,
        /** It could not be compared. */
        FAULTY
    }

    /** What the registry finds where the list has no value. */
    public static final String NOT_GIVEN = "NOT_GIVEN";

    /**
     * What is said of an item.
     *
     * @param verdict of {@link CheckAnswer.Verdict}, or {@link #NOT_GIVEN}
     * @param value what the registry has; null where it may not be seen as it is, or there is none
     * @param status of that value
     */
    public record Finding(String verdict, String value, String status) {}

    /**
     * A row to compare.
     *
     * @param values by item, as the registry writes them; none that is blank
     */
    public record Own(Identifier key, Map<String, String> values) {}

    /** @param subject who answers to the key; null for nobody */
    public record Compared(Outcome outcome, SubjectId subject, Map<String, Finding> findings) {}

    /** Wrong values of one step: they are counted once, however often it is decided. */
    public static final class Tally {
        private Map<SubjectId, Integer> tried;
        private Map<SubjectId, Integer> before;
    }

    public SubjectId subject(Identifier key) {
        return ids.of(key);
    }

    /**
     * The items, with those that tell whether a subject's registration was cancelled as far as they may be seen.
     *
     * @throws RequestRefused when one is not in the catalogue
     */
    public List<String> withState(Inquiry inquiry, SubjectType type, Set<String> items) {
        Set<String> all = new LinkedHashSet<>(items);
        for (String each : new TreeSet<>(SubjectChecks.ofTheState(type))) {
            try {
                answering.preview(
                        inquiry,
                        new Answering.Wanted(Access.Operation.COMPARE, type, Set.of(each), ProvisionWay.BATCH));
                all.add(each);
            } catch (RequestRefused notSeen) {
                continue;
            }
        }
        return List.copyOf(all);
    }

    /** @throws RequestRefused while an account that was found guessing has to wait */
    public void mustNotGuess(Inquiry inquiry) {
        checks.mustNotGuess(inquiry);
    }

    /**
     * @param items that are compared, or completed where the list has no value
     * @param allowed what is shown, whatever else may be seen by now
     */
    public Answering.Answer<List<Compared>> compare(
            Actor by, List<Own> rows, Set<String> items, Entitlement allowed, AsOf asOf, Tally tally) {
        Question question = new Question(allowed.type(), allowed.items().keySet(), allowed, false, asOf);
        Set<String> hidden = items.stream()
                .filter(item -> allowed.items().get(item) != Masking.FULL)
                .collect(Collectors.toSet());
        List<Standing.Asked> asked = new ArrayList<>(rows.size());
        for (Own row : rows) asked.add(new Standing.Asked(ids.of(row.key()), row.key()));
        List<Standing> standings =
                masterRecords.standing(allowed.type(), asked, asOf.knownAt()).results();
        boolean guessable =
                rows.stream().anyMatch(row -> row.values().keySet().stream().anyMatch(hidden::contains));
        if (tally.tried == null)
            tally.tried = guessable
                    ? guesses.tried(by, asked.stream().map(Standing.Asked::ref).toList())
                    : Map.of();
        Map<SubjectId, Integer> wrong = new HashMap<>();
        List<Map<String, Verdict>> verdicts = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            SubjectId ref = asked.get(i).ref();
            int before = tally.tried.getOrDefault(ref, 0) + wrong.getOrDefault(ref, 0);
            Map<String, Verdict> told =
                    checks.verdicts(new CheckReading.Check(null, rows.get(i).values()), standings.get(i), question);
            verdicts.add(before >= guesses.most() ? withheld(told, hidden) : told);
            boolean guessed = verdicts.get(i).entrySet().stream()
                    .anyMatch(each -> each.getValue() == Verdict.MISMATCH && hidden.contains(each.getKey()));
            if (guessed) wrong.merge(ref, 1, Integer::sum);
        }
        if (tally.before == null) tally.before = guesses.count(by, wrong);
        Seeing seeing = new Seeing(rows.size());
        List<Compared> compared = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            SubjectId ref = asked.get(i).ref();
            boolean late = tally.before.getOrDefault(ref, 0) >= guesses.most();
            Map<String, Verdict> told = late ? withheld(verdicts.get(i), hidden) : verdicts.get(i);
            compared.add(compared(standings.get(i), ref, told, items, question, seeing));
        }
        return seeing.answer(compared, asOf);
    }

    private static Map<String, Verdict> withheld(Map<String, Verdict> told, Set<String> hidden) {
        Map<String, Verdict> some = new LinkedHashMap<>(told);
        some.replaceAll(
                (item, verdict) -> hidden.contains(item) && verdict != Verdict.NO_RECORD ? Verdict.THROTTLED : verdict);
        return some;
    }

    private Compared compared(
            Standing standing,
            SubjectId asked,
            Map<String, Verdict> verdicts,
            Set<String> items,
            Question question,
            Seeing seeing) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        verdicts.forEach((item, verdict) -> findings.put(item, new Finding(verdict.name(), null, null)));
        if (standing instanceof Standing.Superseded superseded && scoping.covers(superseded.by(), question)) {
            seeing.elsewhere(asked);
            return new Compared(Outcome.CANCELLED, superseded.by().ref(), findings);
        }
        if (standing instanceof Standing.Ambiguous ambiguous
                && ambiguous.successors().stream().anyMatch(each -> scoping.covers(each, question))) {
            seeing.elsewhere(asked);
            return new Compared(Outcome.DIFFERS, null, findings);
        }
        if (!(standing instanceof Standing.Found found) || !scoping.covers(found.subject(), question)) {
            seeing.nothing(asked);
            return new Compared(Outcome.NO_RECORD, null, findings);
        }
        MasterRecordCut cut = MasterRecordCut.of(found.subject().master(), question, catalogue);
        seeing.given(found.subject());
        for (MasterRecordCut.Item item : cut.items()) {
            if (!items.contains(item.code()) || question.allowed().items().get(item.code()) != Masking.FULL) continue;
            Finding finding = findings.get(item.code());
            findings.put(
                    item.code(),
                    new Finding(
                            finding == null ? NOT_GIVEN : finding.verdict(),
                            item.values().stream()
                                    .map(MasterRecordCut.Line::value)
                                    .collect(Collectors.joining(SEPARATOR)),
                            item.values().stream()
                                    .map(MasterRecordCut.Line::status)
                                    .distinct()
                                    .collect(Collectors.joining(SEPARATOR))));
        }
        return new Compared(outcome(verdicts), found.subject().ref(), findings);
    }

    private static Outcome outcome(Map<String, Verdict> verdicts) {
        if (verdicts.containsValue(Verdict.CANCELLED)) return Outcome.CANCELLED;
        Set<Verdict> told = new LinkedHashSet<>(verdicts.values());
        told.remove(Verdict.MATCH);
        if (told.isEmpty()) return Outcome.SAME;
        return told.equals(Set.of(Verdict.THROTTLED)) ? Outcome.THROTTLED : Outcome.DIFFERS;
    }
}
