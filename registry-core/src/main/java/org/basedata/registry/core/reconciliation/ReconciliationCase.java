package org.basedata.registry.core.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.basedata.registry.core.identifier.SubjectId;

/** A case as its steps have led to it. Changed only by {@link #evolve}, which takes over what the steps say. Not thread-safe. */
public final class ReconciliationCase {
    private final CaseId id;
    private final List<CaseStep> history = new ArrayList<>();
    private final TreeMap<Integer, AskedSource> asked = new TreeMap<>();
    private final List<Report> reports = new ArrayList<>();
    private final List<CandidateNamed> candidates = new ArrayList<>();
    private final SortedSet<SubjectId> named = new TreeSet<>();
    private final SortedSet<String> concerned = new TreeSet<>();
    private final LinkedHashMap<UUID, CaseDecision> decisions = new LinkedHashMap<>();
    private final List<Settlement> inForce = new ArrayList<>();
    private long loaded = -1;
    private CaseOpened opening;
    private Instant openedAt;
    private CaseScope scope;
    private LocalDate due;
    private CaseAssigned assigned;
    private DecisionProposed proposed;
    private int proposals;
    private int escalated;
    private int extended;
    private CaseClosed closed;
    private Instant closedAt;

    private ReconciliationCase(CaseId id) {
        this.id = id;
    }

    /** A case that begins now. */
    public static ReconciliationCase begun(CaseId id) {
        return new ReconciliationCase(id);
    }

    /** @param steps all of the case, in their order */
    public static ReconciliationCase of(List<CaseStep> steps) {
        ReconciliationCase file = new ReconciliationCase(steps.get(0).id());
        steps.forEach(file::evolve);
        file.loaded = file.version();
        return file;
    }

    /** Takes over what a step says. Computes nothing. */
    public void evolve(CaseStep step) {
        if (step.sequence() != version() + 1)
            throw new IllegalStateException("CASE_DAMAGED: step " + step.sequence() + " of case " + id + " follows on "
                    + version() + "; its stream is not whole");
        history.add(step);
        CaseEvent happened = step.event();
        if (happened instanceof CaseOpened event) open(event, step.recordedAt());
        else if (happened instanceof CaseScopeChanged event) scope(event.scope());
        else if (happened instanceof CaseAssigned event) assigned = event;
        else if (happened instanceof VerificationRequested event) {
            asked.put(event.number(), new AskedSource(event, step.recordedAt(), null, null, false));
            concerned.add(event.source());
        } else if (happened instanceof VerificationAnswered event)
            asked.computeIfPresent(
                    event.number(),
                    (number, each) ->
                            new AskedSource(each.request(), each.askedAt(), event, step.recordedAt(), each.lapsed()));
        else if (happened instanceof DecisionProposed event) {
            proposals = event.proposal();
            if (event.approval()) proposed = event;
            else enforce(event);
        } else if (happened instanceof DecisionApproved) {
            enforce(proposed);
            proposed = null;
        } else if (happened instanceof DecisionRejected) proposed = null;
        else if (happened instanceof DecisionTakenBack event) {
            CaseDecision taken = decisions.remove(event.decision());
            if (taken != null) inForce.remove(taken.settlement());
        } else if (happened instanceof CaseEscalated event) escalated = event.level();
        else if (happened instanceof CaseExtended event) {
            extended += event.workingDays();
            due = event.due();
        } else if (happened instanceof CaseNoted event) reports.addAll(event.reports());
        else if (happened instanceof CandidateNamed event) {
            candidates.removeIf(earlier -> earlier.other().equals(event.other()));
            candidates.add(event);
            named.add(event.other());
        } else if (happened instanceof CaseClosed event) close(event, step.recordedAt());
        else if (happened instanceof CaseReopened event) {
            closed = null;
            closedAt = null;
            candidates.clear();
            inForce.clear();
            extended = 0;
            due = event.due();
            scope(event.scope());
        }
    }

    private void open(CaseOpened event, Instant at) {
        opening = event;
        openedAt = at;
        due = event.due();
        if (event.report() != null) reports.add(event.report());
        scope(event.scope());
    }

    private void scope(CaseScope now) {
        scope = now;
        concerned.addAll(now.sources());
    }

    private void enforce(DecisionProposed event) {
        for (Settlement each : event.settlements()) {
            inForce.removeIf(earlier -> earlier.conflict() == each.conflict());
            inForce.add(each);
            UUID decision = CaseDecision.id(id, event.proposal(), each.conflict());
            if (each.way() == Settlement.Way.CHOOSE) decisions.put(decision, new CaseDecision(decision, event, each));
        }
    }

    private void close(CaseClosed event, Instant at) {
        closed = event;
        closedAt = at;
        proposed = null;
        asked.replaceAll((number, each) ->
                each.isOpen() ? new AskedSource(each.request(), each.askedAt(), null, null, true) : each);
    }

    public CaseId id() {
        return id;
    }

    /** Sequence of the last step; -1 before the first. */
    public long version() {
        return history.isEmpty() ? -1 : history.get(history.size() - 1).sequence();
    }

    /** When its last step was taken. */
    public Instant changedAt() {
        return history.get(history.size() - 1).recordedAt();
    }

    /** The version when it was loaded; -1 when it began afterwards. */
    public long loadedVersion() {
        return loaded;
    }

    public List<CaseStep> history() {
        return Collections.unmodifiableList(history);
    }

    public List<CaseStep> since(long version) {
        return history.stream().filter(step -> step.sequence() > version).toList();
    }

    public String number() {
        return opening.number();
    }

    public SubjectId subject() {
        return opening.subject();
    }

    public CaseCause cause() {
        return opening.cause();
    }

    public String division() {
        return opening.division();
    }

    public Instant openedAt() {
        return openedAt;
    }

    public CaseScope scope() {
        return scope;
    }

    public LocalDate due() {
        return due;
    }

    /** Null while nobody has taken it. */
    public CaseAssigned assigned() {
        return assigned;
    }

    public Collection<AskedSource> asked() {
        return asked.values();
    }

    /** Null when there is no such request. */
    public AskedSource asked(int number) {
        return asked.get(number);
    }

    public List<Report> reports() {
        return Collections.unmodifiableList(reports);
    }

    /** Subjects that may be the same as the case's; once it is closed, those it was closed with. */
    public List<CandidateNamed> candidates() {
        return Collections.unmodifiableList(candidates);
    }

    /** All that it ever looked into. */
    public SortedSet<SubjectId> named() {
        return Collections.unmodifiableSortedSet(named);
    }

    /** Sources with competing values, now or before, and those that were asked. */
    public SortedSet<String> concerned() {
        return Collections.unmodifiableSortedSet(concerned);
    }

    /** Departments whose doubts the case looks into. */
    public SortedSet<String> reporters() {
        TreeSet<String> reporters = new TreeSet<>();
        for (Report report : reports) if (report.department() != null) reporters.add(report.department());
        return reporters;
    }

    /** What waits for its approval; null when nothing does. */
    public DecisionProposed proposed() {
        return proposed;
    }

    /** How many decisions have been proposed. */
    public int proposals() {
        return proposals;
    }

    /** What was decided and stands, of each conflict the last. */
    public List<Settlement> inForce() {
        return Collections.unmodifiableList(inForce);
    }

    /**
     * Decisions about values, in their order, also those that have lapsed or were revoked otherwise: the subject's master record knows
     * which of them stand.
     */
    public Collection<CaseDecision> decisions() {
        return Collections.unmodifiableCollection(decisions.values());
    }

    public int escalated() {
        return escalated;
    }

    /** Working days by which it was extended. */
    public int extended() {
        return extended;
    }

    /** Null while it is open. */
    public CaseClosed closed() {
        return closed;
    }

    public Instant closedAt() {
        return closedAt;
    }

    public CaseState state() {
        if (closed != null) return CaseState.CLOSED;
        if (proposed != null) return CaseState.PROPOSED;
        if (asked.values().stream().anyMatch(AskedSource::isOpen)) return CaseState.VERIFYING;
        if (inForce.stream().anyMatch(each -> each.way() != Settlement.Way.CHOOSE)) return CaseState.WAITING;
        return assigned == null ? CaseState.OPENED : CaseState.ASSIGNED;
    }

    /** How it would end if nothing were in doubt now. */
    CaseOutcome outcome() {
        if (inForce.stream().anyMatch(each -> each.way() == Settlement.Way.SOURCE_CORRECTS))
            return CaseOutcome.CORRECTED;
        if (!inForce.isEmpty()) return CaseOutcome.DECIDED;
        boolean corrected = asked.values().stream()
                .anyMatch(each -> each.answer() != null && each.answer().verdict() == Verdict.CORRECTED);
        return corrected ? CaseOutcome.CORRECTED : CaseOutcome.SETTLED_ITSELF;
    }
}
