package org.basedata.registry.core.subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Belonging;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.survivorship.OpenConflict;

/**
 * The subjects and source records that a batch touches, loaded together, decided one row after another and written together.
 * A live batch and a rebuild evolve it by the same code, so both write the same rows. Not thread-safe.
 */
public final class WorkingSet {
    private final Map<SubjectId, SubjectState> subjects = new HashMap<>();
    private final Map<RecordKey, RecordHistory> records = new HashMap<>();
    private final Map<RecordKey, SubjectId> owners = new HashMap<>();
    private final Map<RecordKey, Integer> versionsLoaded = new HashMap<>();
    private final Set<SubjectId> touchedSubjects = new LinkedHashSet<>();
    private final Set<RecordKey> touchedRecords = new LinkedHashSet<>();
    private final Map<SubjectId, Map<Long, ConflictChange>> conflictChanges = new TreeMap<>();
    private final List<SubjectSnapshot> snapshots = new ArrayList<>(0);
    private final List<RecordedEvent> decided = new ArrayList<>(0);
    private final Belonging belonging;
    /** Most sets hold no subject about which anything was decided. */
    private boolean linked;

    public WorkingSet() {
        this.belonging = this::holder;
    }

    private WorkingSet(Belonging belonging) {
        this.belonging = belonging;
    }

    /** For the events of one subject alone: what its stream tells as its own is its own, whatever it names. */
    public static WorkingSet ofStream(SubjectId subject) {
        return new WorkingSet((record, named) -> subject);
    }

    /** What became of a conflict in this batch: the conflict as it stands, or null and the time it was settled. */
    public record ConflictChange(OpenConflict conflict, Instant settledAt) {}

    public void load(SubjectState subject) {
        subjects.put(subject.id(), subject);
        linked |= !subject.links().isEmpty();
    }

    /** Whose records are, by what was decided about the subjects of this set. */
    public Belonging belonging() {
        return belonging;
    }

    private SubjectId holder(RecordKey record, SubjectId named) {
        if (!linked) return named;
        SubjectState state = subjects.get(named);
        if (state == null) return named;
        SubjectId assigned = state.links().assigned(record);
        return end(assigned != null ? assigned : named);
    }

    /** The subject that stands for another one now: itself, unless it was merged or its number is another one's. */
    public SubjectId end(SubjectId subject) {
        SubjectId end = subject;
        while (true) {
            SubjectState state = subjects.get(end);
            SubjectId next = state == null ? null : state.links().leadsTo();
            if (next == null) return end;
            end = next;
        }
    }

    /** @param owner the subject the record belongs to; null while no version names one */
    public void load(RecordHistory record, SubjectId owner) {
        records.put(record.key(), record);
        versionsLoaded.put(record.key(), record.versions().size());
        if (owner != null) owners.put(record.key(), owner);
    }

    public SubjectState subject(SubjectId id) {
        return subjects.computeIfAbsent(id, SubjectState::unknown);
    }

    public boolean holds(SubjectId id) {
        return subjects.containsKey(id);
    }

    public RecordHistory record(RecordKey key) {
        RecordHistory record = records.get(key);
        return record != null ? record : RecordHistory.empty(key, belonging);
    }

    public SubjectId owner(RecordKey key) {
        return owners.get(key);
    }

    /** How many versions the record's row held when it was loaded; 0 for a new one. */
    public int versionsLoaded(RecordKey key) {
        return versionsLoaded.getOrDefault(key, 0);
    }

    public Collection<SubjectId> touchedSubjects() {
        return touchedSubjects;
    }

    public Collection<RecordKey> touchedRecords() {
        return touchedRecords;
    }

    /** States that came by and are to be kept. */
    public List<SubjectSnapshot> snapshots() {
        return snapshots;
    }

    /** Decisions that were taken or revoked. */
    public List<RecordedEvent> decided() {
        return decided;
    }

    /** By subject and conflict number. */
    public Map<SubjectId, Map<Long, ConflictChange>> conflictChanges() {
        return conflictChanges;
    }

    /** Takes over what an event says. Computes nothing. */
    public void evolve(RecordedEvent recorded) {
        SubjectState state = subject(recorded.subject());
        state.sequence = recorded.sequence();
        state.recordedAt = recorded.recordedAt();
        touchedSubjects.add(state.id());
        SubjectEvent happened = recorded.event();
        if (happened instanceof RecordEvent event) evolve(state, event);
        else if (happened instanceof RecordMoved event) evolve(state, event);
        else if (happened instanceof SubjectReassessed event) assign(state, event.outcome());
        else if (happened instanceof IdentityEvent event) evolve(state, event);
        else if (happened instanceof DecisionEvent event) evolve(state, event, recorded);
        else if (happened instanceof ConflictEvent event) evolve(state, event, recorded);
        if (SubjectSnapshot.isDue(recorded.sequence())) snapshots.add(SubjectSnapshot.of(state));
    }

    private void evolve(SubjectState state, RecordMoved event) {
        if (event.counted().isEmpty()) {
            state.owned().remove(event.record());
        } else {
            state.owned().add(event.record());
            owners.put(event.record(), state.id());
            touchedRecords.add(event.record());
        }
        assign(state, event.outcome());
    }

    private void evolve(SubjectState state, IdentityEvent happened) {
        Identifier identifier = identifier(state, happened);
        if (identifier != null) state.identifier = identifier;
        state.links = state.links().with(state.id(), happened);
        linked = true;
    }

    /** The identifier that the event gives to the subject; null when it keeps the one it has. */
    private static Identifier identifier(SubjectState state, IdentityEvent happened) {
        SubjectId self = state.id();
        if (happened instanceof IdentifierSuperseded event && self.equals(event.subject())) return event.identifier();
        if (happened instanceof ActRevoked event)
            return state.links()
                    .by(event.revoked())
                    .filter(link -> link.kind() == SubjectLinks.Kind.RENUMBERED)
                    .map(SubjectLinks.Link::former)
                    .findFirst()
                    .orElse(null);
        if (state.identifier() != null) return null;
        if (happened instanceof IdentifierSuperseded event) return event.identifier();
        if (happened instanceof SubjectsMerged event)
            return self.equals(event.subject()) ? event.identifier() : event.intoIdentifier();
        if (happened instanceof RecordsAssigned event)
            return self.equals(event.to()) ? event.toIdentifier() : event.fromIdentifier();
        if (happened instanceof SubjectSplit event)
            return event.parts().stream()
                    .filter(part -> part.subject().equals(self))
                    .map(Party::identifier)
                    .findFirst()
                    .orElse(event.identifier());
        if (happened instanceof EntitiesSucceeded event)
            return Stream.concat(event.predecessors().stream(), event.successors().stream())
                    .filter(party -> party.subject().equals(self))
                    .map(Party::identifier)
                    .findFirst()
                    .orElse(null);
        return null;
    }

    private void evolve(SubjectState state, DecisionEvent happened, RecordedEvent recorded) {
        if (!(happened instanceof DecisionsMoved)) decided.add(recorded);
        if (happened instanceof ItemDecided event) state.master = state.master.with(event.decision());
        else if (happened instanceof DecisionRevoked event)
            state.master = state.master.withoutDecision(event.revoked());
        else if (happened instanceof DecisionsMoved event) state.master = state.master.withDecisions(event.standing());
    }

    private void evolve(SubjectState state, ConflictEvent happened, RecordedEvent recorded) {
        if (happened instanceof ConflictRaised event)
            raise(state, new OpenConflict(recorded.sequence(), recorded.recordedAt(), event.conflict()));
        else if (happened instanceof RecordHeld event)
            raise(state, new OpenConflict(recorded.sequence(), recorded.recordedAt(), event.conflict()));
        else if (happened instanceof ConflictChanged event)
            raise(
                    state,
                    new OpenConflict(event.number(), open(state, event.number()).since(), event.conflict()));
        else if (happened instanceof ConflictSettled event) settle(state, event.number(), recorded);
        else if (happened instanceof RecordReleased event) settle(state, event.number(), recorded);
    }

    private void evolve(SubjectState state, RecordEvent event) {
        if (event.assigned() != null) state.identifier = event.assigned();
        records.put(event.record(), record(event.record()).with(event.version()));
        touchedRecords.add(event.record());
        SubjectId named = event.version().subject();
        if (event.elsewhere() != null) {
            owners.put(event.record(), event.elsewhere());
        } else if (named != null || owners.containsKey(event.record())) {
            owners.put(event.record(), state.id());
            state.owned().add(event.record());
        }
        assign(state, event.outcome());
    }

    private static void assign(SubjectState state, Outcome outcome) {
        if (outcome != null) state.master = state.master.with(outcome.present(), outcome.items());
    }

    private void raise(SubjectState state, OpenConflict conflict) {
        state.master = state.master.with(conflict);
        changesOf(state).put(conflict.number(), new ConflictChange(conflict, null));
    }

    private void settle(SubjectState state, long number, RecordedEvent recorded) {
        OpenConflict settled = open(state, number);
        state.master = state.master.without(number);
        changesOf(state).put(number, new ConflictChange(settled, recorded.recordedAt()));
    }

    private Map<Long, ConflictChange> changesOf(SubjectState state) {
        return conflictChanges.computeIfAbsent(state.id(), id -> new TreeMap<>());
    }

    private static OpenConflict open(SubjectState state, long number) {
        return state.master.conflicts().stream()
                .filter(c -> c.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "conflict " + number + " of subject " + state.id() + " is not open: the stream is damaged"));
    }
}
