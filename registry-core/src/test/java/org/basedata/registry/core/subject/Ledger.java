package org.basedata.registry.core.subject;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.decision.DecisionRegistrar;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.Admission;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityRegistrar;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.basedata.registry.core.survivorship.Segment;

/**
 * The domain without a database: rows go in one after another, a second apart, or on the days that are set; events and states can
 * be looked at.
 */
public final class Ledger {
    public static final Catalogue CATALOGUE = CatalogueLoader.standard();
    public static final SubjectIds IDS = new SubjectIds(new byte[32]);
    private static final Instant START = Instant.parse("2026-01-05T01:00:00Z");
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private final Registrar registrar;
    private final IdentityRegistrar identities;
    private final DecisionRegistrar decisions;
    private final WorkingSet state = new WorkingSet();
    private final List<RecordedEvent> events = new ArrayList<>();
    private Instant now = START;

    public Ledger() {
        this(new Appraiser(CATALOGUE));
    }

    public Ledger(Appraiser appraiser) {
        this.registrar = new Registrar(appraiser, IDS);
        this.identities = new IdentityRegistrar(registrar);
        this.decisions =
                new DecisionRegistrar(CATALOGUE, new SubmissionCheck(CATALOGUE, CodeLists.standard()), registrar);
    }

    /** From the morning of a day on, which must not lie before what was submitted so far. */
    public Ledger at(String day) {
        Instant morning = LocalDate.parse(day).atTime(MORNING).toInstant(Registrar.DAY_ZONE);
        if (!events.isEmpty() && morning.isBefore(now))
            throw new IllegalArgumentException(day + " is over: the ledger is at " + now);
        now = morning;
        return this;
    }

    public RecordOutcome submit(RowBuilder row) {
        return submit(row.build());
    }

    public RecordOutcome submit(SubmitRecord row) {
        now = now.plus(Duration.ofSeconds(1));
        Registrar.Decided decided = registrar.decide(state, row, now, events);
        return registrar.outcome(state, decided, now);
    }

    /** @return the subject that the act was about, as it stands now */
    public SubjectId take(IdentityCommand act) {
        now = now.plus(Duration.ofSeconds(1));
        return identities.decide(state, act, now, events);
    }

    /** The same after what the registry checks before it takes an act. */
    public SubjectId request(IdentityCommand act) {
        new Admission(CATALOGUE).check(state, act);
        return take(act);
    }

    /** What people choose about a conflict, as it stands. */
    public Decision draft(SettleConflict command) {
        return decisions.draft(state, command);
    }

    public void settle(SettleConflict command) {
        take(draft(command));
    }

    /** A decision, whatever stands. */
    public void take(Decision decision) {
        now = now.plus(Duration.ofSeconds(1));
        decisions.take(state, decision, now, events);
    }

    public void revoke(RevokeDecision command) {
        now = now.plus(Duration.ofSeconds(1));
        decisions.revoke(state, command, now, events);
    }

    public Instant now() {
        return now;
    }

    public List<RecordedEvent> events() {
        return events;
    }

    public WorkingSet state() {
        return state;
    }

    public MasterRecord master(Identifier subject) {
        return state.subject(IDS.of(subject)).master();
    }

    /** The segment of an item on a day, if the item has a value then. */
    public Optional<Segment> on(String day, Identifier subject, String item) {
        return master(subject).items().byItem().getOrDefault(item, List.of()).stream()
                .filter(segment -> segment.covers(LocalDate.parse(day)))
                .findFirst();
    }

    public String value(String day, Identifier subject, String item) {
        return on(day, subject, item).map(Segment::value).orElse(null);
    }

    public List<Conflict> conflicts(Identifier subject, ConflictKind kind) {
        return master(subject).conflicts().stream()
                .map(OpenConflict::conflict)
                .filter(conflict -> conflict.kind() == kind)
                .toList();
    }

    /** Digest of every subject that has a record, by subject. */
    public Map<SubjectId, String> digests() {
        return digests(state, events);
    }

    /** The same after replaying the events up to a time into an empty working set. */
    public Map<SubjectId, String> replayedDigests(Instant knownAt) {
        WorkingSet replayed = new WorkingSet();
        List<RecordedEvent> known = events.stream()
                .filter(event -> !event.recordedAt().isAfter(knownAt))
                .toList();
        known.forEach(replayed::evolve);
        return digests(replayed, known);
    }

    private static Map<SubjectId, String> digests(WorkingSet state, List<RecordedEvent> events) {
        Map<SubjectId, String> digests = new TreeMap<>();
        for (RecordedEvent event : events) {
            MasterRecord master = state.subject(event.subject()).master();
            if (master.present() || !master.conflicts().isEmpty()) digests.put(event.subject(), master.digest());
        }
        return digests;
    }
}
