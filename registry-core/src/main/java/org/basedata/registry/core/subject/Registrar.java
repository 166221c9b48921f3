package org.basedata.registry.core.subject;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.Provenance;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.survivorship.Appraisal;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ItemTimelines;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.basedata.registry.core.survivorship.Survivorship;

/**
 * Decides what a submitted record changes. Pure: the working set, the row and the given time are all it looks at; it leaves
 * the events, and the working set evolved by them. The same code serves one row and a batch of thousands.
 */
public final class Registrar {
    /** Days begin at this offset, by which the registry tells whether a conflict's period is over. */
    public static final ZoneOffset DAY_ZONE = ZoneOffset.ofHours(8);

    private final Appraiser appraiser;
    private final SubjectIds ids;

    public Registrar(Appraiser appraiser, SubjectIds ids) {
        this.appraiser = appraiser;
        this.ids = ids;
    }

    /** What was decided about one row; its flags are read off when the whole batch is decided. */
    public record Decided(SubmitRecord row, String hash, RecordOutcome.Kind kind, boolean duplicate, SubjectId ref) {}

    /** @param events where the events that follow are added, in order */
    public Decided decide(WorkingSet state, SubmitRecord row, Instant now, List<RecordedEvent> events) {
        RecordKey key = row.record();
        RecordHistory before = state.record(key);
        RecordContent content = row.content();
        String hash = content.hash();
        SubjectId ownerBefore = before.owner().orElse(null);

        Optional<RecordVersion> known = before.find(row.version(), hash);
        if (known.isPresent()) return repeated(state, row, known.get(), before, stream(state, row, ownerBefore));
        Optional<RecordVersion> below = before.below(row.version());
        boolean likeBelow = below.isPresent() && below.get().hash().equals(hash);
        boolean nothingAbove =
                before.highest().map(v -> v.version() <= row.version()).orElse(true);
        if (likeBelow && row.ofExtract() && nothingAbove)
            return new Decided(row, hash, RecordOutcome.Kind.UNCHANGED, false, stream(state, row, ownerBefore));
        boolean sameAsBelow = likeBelow && !before.knows(row.version());

        SubjectId named = content.operation() == Operation.WITHDRAW || row.about() == null ? null : ids.of(row.about());
        RecordVersion draft = new RecordVersion(row.version(), hash, named, content, null);
        SubjectId ownerAfter = before.with(draft).owner().orElse(null);
        SubjectId target = named != null ? state.belonging().holder(key, named) : stream(state, row, ownerAfter);

        Set<SubjectId> affected = new LinkedHashSet<>();
        affected.add(target);
        if (ownerBefore != null) affected.add(ownerBefore);
        if (ownerAfter != null) affected.add(ownerAfter);
        Instant recordedAt = now;
        for (SubjectId subject : affected) {
            Instant last = state.subject(subject).recordedAt();
            if (last.isAfter(recordedAt)) recordedAt = last;
        }
        RecordVersion version = new RecordVersion(
                row.version(),
                hash,
                named,
                content,
                new Provenance(
                        row.delivery(),
                        row.index(),
                        row.handlingUnit(),
                        row.handlingPerson(),
                        row.reason(),
                        row.idAsSubmitted(),
                        recordedAt,
                        row.rowFingerprint()));
        RecordHistory after = before.with(version);

        for (SubjectId subject : affected) {
            boolean concerned = subject.equals(ownerBefore) || subject.equals(ownerAfter);
            Change change = concerned
                    ? change(state, subject, target, row, before, after, version)
                    : new Change(null, List.of(), false);
            boolean moved = change.moved();
            if (subject.equals(target)) {
                SubjectState stream = state.subject(subject);
                // Something may have been decided about the subject before any record has named it.
                boolean unnamed = stream.identifier() == null && (stream.sequence() < 0 || subject.equals(named));
                Identifier assigned = unnamed ? row.about() : null;
                SubjectId elsewhere = ownerAfter == null || ownerAfter.equals(subject) ? null : ownerAfter;
                Outcome outcome = moved ? null : change.outcome();
                append(
                        state,
                        events,
                        subject,
                        recordedAt,
                        stated(sameAsBelow, key, version, assigned, elsewhere, outcome));
            }
            if (moved) {
                List<RecordVersion> counted = subject.equals(ownerAfter) ? after.counted() : List.of();
                append(state, events, subject, recordedAt, new RecordMoved(key, counted, change.outcome()));
            }
            for (ConflictEvent event : change.conflicts()) append(state, events, subject, recordedAt, event);
        }
        RecordOutcome.Kind kind = sameAsBelow ? RecordOutcome.Kind.UNCHANGED : RecordOutcome.Kind.ACCEPTED;
        return new Decided(row, hash, kind, false, ownerAfter != null ? ownerAfter : target);
    }

    /** The receipt's line for a decided row, once all rows of its batch are decided. */
    public RecordOutcome outcome(WorkingSet state, Decided decided, Instant now) {
        SubmitRecord row = decided.row();
        if (decided.kind() == RecordOutcome.Kind.UNCHANGED)
            return new RecordOutcome(
                    row.index(),
                    decided.kind(),
                    decided.ref(),
                    null,
                    null,
                    decided.duplicate() ? true : null,
                    List.of(),
                    row.warnings(),
                    List.of());
        RecordHistory history = state.record(row.record());
        RecordVersion highest = history.highest().orElseThrow();
        boolean superseded =
                highest.version() != row.version() || !highest.hash().equals(decided.hash());
        SubjectState subject = state.subject(decided.ref());
        LocalDate today = now.atOffset(DAY_ZONE).toLocalDate();
        Set<String> inConflict = new TreeSet<>();
        List<Fault> warnings = new ArrayList<>(row.warnings());
        if (isSuperseded(state, row, subject)) warnings.add(supersededBy(subject.identifier()));
        for (OpenConflict open : subject.master().conflicts()) {
            Conflict conflict = open.conflict();
            if (!conflict.isOpen(today) || !conflict.involves(row.record())) continue;
            if (conflict.kind() == ConflictKind.ITEM && says(row.content(), conflict.item()))
                inConflict.add(conflict.item());
            if (conflict.kind() == ConflictKind.RULE) warnings.add(violated(conflict));
        }
        return new RecordOutcome(
                row.index(),
                decided.kind(),
                decided.ref(),
                subject.master().isHeld(row.record()) ? true : null,
                superseded ? true : null,
                null,
                List.copyOf(inConflict),
                warnings,
                List.of());
    }

    /** Whether the row names its subject by a number that the subject does not have any more. */
    private boolean isSuperseded(WorkingSet state, SubmitRecord row, SubjectState subject) {
        if (subject.links().isEmpty() || subject.identifier() == null || row.about() == null) return false;
        if (row.about().equals(subject.identifier())) return false;
        return state.belonging().holder(row.record(), ids.of(row.about())).equals(subject.id());
    }

    private static Fault supersededBy(Identifier identifier) {
        String number = IdentifierReading.mask(identifier.number());
        return new Fault(
                "ID_SUPERSEDED",
                "subject.id",
                null,
                "该号码已更换,现用 " + identifier.type() + " " + number + ";记录已收并归入该主体,请更新贵部门的号码",
                "this number was replaced by " + identifier.type() + " " + number
                        + "; the record is kept with that subject, please update the number on your side");
    }

    private static boolean says(RecordContent content, String item) {
        return content.items().containsKey(item) || item.equals(RecordTimeline.NAME) && content.name() != null;
    }

    private static Fault violated(Conflict conflict) {
        String code = conflict.rule().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        return new Fault(
                code,
                "items." + conflict.item(),
                null,
                "数据项之间相互矛盾,违反规则 " + conflict.rule() + ";记录已收,请核对后更正",
                "items contradict each other by rule " + conflict.rule()
                        + "; the record is kept, please check and correct it");
    }

    /** A row that is known already: sent twice, or sent again by a delivery that was interrupted. */
    private static Decided repeated(
            WorkingSet state, SubmitRecord row, RecordVersion known, RecordHistory history, SubjectId ref) {
        boolean sameDelivery = row.delivery().equals(known.provenance().delivery());
        boolean resumed = sameDelivery && row.index() == known.provenance().index();
        boolean reaffirmed = history.below(known.version())
                .map(below -> below.hash().equals(known.hash()))
                .orElse(false);
        if (resumed && !reaffirmed) return new Decided(row, known.hash(), RecordOutcome.Kind.ACCEPTED, false, ref);
        return new Decided(row, known.hash(), RecordOutcome.Kind.UNCHANGED, sameDelivery && !resumed, ref);
    }

    /** The stream of a version that names no subject: its owner's, else the one it was sent about, else one of its own. */
    private SubjectId stream(WorkingSet state, SubmitRecord row, SubjectId owner) {
        if (owner != null) return owner;
        return row.about() != null
                ? state.belonging().holder(row.record(), ids.of(row.about()))
                : ids.orphan(row.record());
    }

    private record Change(Outcome outcome, List<ConflictEvent> conflicts, boolean moved) {}

    private Change change(
            WorkingSet state,
            SubjectId subject,
            SubjectId target,
            SubmitRecord row,
            RecordHistory before,
            RecordHistory after,
            RecordVersion version) {
        SubjectState stream = state.subject(subject);
        boolean ownedBefore = before.owner().filter(subject::equals).isPresent();
        boolean ownedAfter = after.owner().filter(subject::equals).isPresent();
        List<RecordHistory> records = new ArrayList<>(stream.owned().size() + 1);
        for (RecordKey each : stream.owned()) if (!each.equals(before.key())) records.add(state.record(each));
        if (ownedAfter) records.add(after);
        Identifier identifier = stream.identifier() != null ? stream.identifier() : row.about();
        Survivorship.Standing standing =
                new Survivorship.Standing(stream.master(), before.key(), itemsOf(before, after));
        Appraisal appraisal = appraiser.appraise(
                identifier, stream.links().isShared(), records, stream.master().decisions(), standing);
        Outcome outcome = outcome(stream, appraisal);
        List<RecordVersion> countedBefore = ownedBefore ? before.counted() : List.of();
        List<RecordVersion> countedAfter = ownedAfter ? after.counted() : List.of();
        // What a reader of this stream alone would count once the version's own event is in it.
        List<RecordVersion> counted = ownedAfter && subject.equals(target)
                ? RecordHistory.of(before.key(), countedBefore, before.belonging())
                        .with(version)
                        .counted()
                : countedBefore;
        boolean moved = !counted.equals(countedAfter);
        return new Change(outcome, conflictEvents(stream, appraisal), moved);
    }

    /** Works the subject out anew after something was decided about it. */
    public void reassess(
            WorkingSet state, SubjectId subject, UUID act, Instant recordedAt, List<RecordedEvent> events) {
        SubjectState stream = state.subject(subject);
        List<RecordHistory> records = stream.owned().stream().map(state::record).toList();
        Appraisal appraisal = appraiser.appraise(
                stream.identifier(),
                stream.links().isShared(),
                records,
                stream.master().decisions(),
                null);
        List<ConflictEvent> conflicts = conflictEvents(stream, appraisal);
        Outcome outcome = outcome(stream, appraisal);
        if (outcome != null) append(state, events, subject, recordedAt, new SubjectReassessed(act, outcome));
        for (ConflictEvent event : conflicts) append(state, events, subject, recordedAt, event);
    }

    /** Null when the appraisal is what stands. */
    private Outcome outcome(SubjectState stream, Appraisal appraisal) {
        ItemTimelines changed = stream.master().items().changesTo(appraisal.items());
        boolean same = changed.byItem().isEmpty() && stream.master().present() == appraisal.present();
        return same ? null : new Outcome(appraiser.catalogueVersion(), appraisal.present(), changed);
    }

    /** All items that a record says in any of its versions. */
    private static Set<String> itemsOf(RecordHistory before, RecordHistory after) {
        Set<String> items = new HashSet<>();
        items.add(RecordTimeline.NAME);
        for (RecordVersion version : before.versions())
            items.addAll(version.content().items().keySet());
        for (RecordVersion version : after.versions())
            items.addAll(version.content().items().keySet());
        return items;
    }

    private static List<ConflictEvent> conflictEvents(SubjectState stream, Appraisal appraisal) {
        List<OpenConflict> standing = new ArrayList<>(stream.master().conflicts());
        if (standing.isEmpty() && appraisal.conflicts().isEmpty()) return List.of();
        List<ConflictEvent> events = new ArrayList<>();
        List<Conflict> fresh = new ArrayList<>(appraisal.conflicts());
        // What did not change is paired first, so that a neighbour in time cannot take its number.
        for (Conflict conflict : List.copyOf(fresh)) {
            Optional<OpenConflict> equal = standing.stream()
                    .filter(open -> open.conflict().equals(conflict))
                    .findFirst();
            if (equal.isEmpty()) continue;
            standing.remove(equal.get());
            fresh.remove(conflict);
        }
        for (Conflict conflict : fresh) {
            Optional<OpenConflict> same = standing.stream()
                    .filter(open -> open.conflict().sameDoubt(conflict))
                    .findFirst();
            if (same.isPresent()) {
                standing.remove(same.get());
                events.add(new ConflictChanged(same.get().number(), conflict));
            } else {
                events.add(
                        conflict.kind() == ConflictKind.HOLD ? new RecordHeld(conflict) : new ConflictRaised(conflict));
            }
        }
        for (OpenConflict gone : standing) {
            Conflict conflict = gone.conflict();
            events.add(
                    conflict.kind() == ConflictKind.HOLD
                            ? new RecordReleased(gone.number(), conflict.record())
                            : new ConflictSettled(gone.number(), conflict.kind(), conflict.item()));
        }
        return events;
    }

    private static RecordEvent stated(
            boolean sameAsBelow,
            RecordKey key,
            RecordVersion version,
            Identifier assigned,
            SubjectId elsewhere,
            Outcome outcome) {
        if (sameAsBelow) return new RecordReaffirmed(key, version, assigned, elsewhere, outcome);
        return switch (version.content().operation()) {
            case SUBMIT -> new RecordSubmitted(key, version, assigned, elsewhere, outcome);
            case CORRECT -> new RecordCorrected(key, version, assigned, elsewhere, outcome);
            case END -> new RecordEnded(key, version, assigned, elsewhere, outcome);
            case WITHDRAW -> new RecordWithdrawn(key, version, assigned, elsewhere, outcome);
        };
    }

    /** Adds an event to the end of a subject's stream, and to the working set. */
    public static void append(
            WorkingSet state, List<RecordedEvent> events, SubjectId subject, Instant recordedAt, SubjectEvent event) {
        RecordedEvent recorded =
                new RecordedEvent(subject, state.subject(subject).sequence() + 1, recordedAt, event);
        state.evolve(recorded);
        events.add(recorded);
    }
}
