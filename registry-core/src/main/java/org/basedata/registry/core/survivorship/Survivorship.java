package org.basedata.registry.core.survivorship;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.Statement;

/**
 * The rules that make a master record out of source records (取值规则). A pure function: same records and catalogue, same
 * result, in whatever order the records came.
 *
 * <p>The value of an item at a time is the statement then valid of the highest source in the item's authority order; ties go
 * to the later validFrom, then to the smaller dataset and record id. Every other statement that the catalogue compares is
 * held against that value, never against another loser. A human decision stands before all of them as long as it lasts.
 */
public final class Survivorship {
    private static final Comparator<Conflict> CONFLICT_ORDER = Comparator.comparing(Conflict::kind)
            .thenComparing(Conflict::item, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Conflict::rule, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(c -> Days.from(c.from()))
            .thenComparing(c -> c.values().isEmpty() ? "" : c.values().get(0).toString());

    private final Catalogue catalogue;

    public Survivorship(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * What stood before one record changed. Its items alone can differ afterwards, as long as the same other records are
     * held; the rest is taken over and not worked out anew.
     *
     * @param master equal to the appraisal of the records before the change
     * @param record the record that changed
     * @param items all items that it said before or says now
     */
    public record Standing(MasterRecord master, RecordKey record, Set<String> items) {
        private List<Conflict> conflicts() {
            return master.conflicts().stream().map(OpenConflict::conflict).toList();
        }

        private Set<RecordKey> otherRecordsHeld(List<Conflict> conflicts) {
            Set<RecordKey> held = new HashSet<>();
            for (Conflict conflict : conflicts)
                if (conflict.kind() == ConflictKind.HOLD && !conflict.record().equals(record))
                    held.add(conflict.record());
            return held;
        }
    }

    /**
     * @param records the histories of the records that belong to the subject
     * @param decisions about the subject, in their order
     * @param standing what stood before one of the records changed, under the same decisions; null to work everything out
     */
    public Appraisal appraise(
            SubjectType type,
            NumberTrust trust,
            Collection<RecordHistory> records,
            List<Decision> decisions,
            Standing standing) {
        List<RecordTimeline> timelines = new ArrayList<>(records.size());
        for (RecordHistory record : records) {
            RecordTimeline timeline = RecordTimeline.fold(record.key(), record.counted());
            if (!timeline.isEmpty()) timelines.add(timeline);
        }
        if (timelines.size() > 1) timelines.sort(Comparator.comparing(RecordTimeline::record));

        List<Conflict> conflicts = new ArrayList<>(0);
        List<RecordTimeline> counted =
                new Holds(catalogue, type, trust, accepted(records, decisions)).sift(timelines, conflicts);
        SortedMap<String, List<Segment>> items = new TreeMap<>();
        Set<String> touched = null;
        if (standing != null) {
            List<Conflict> before = standing.conflicts();
            boolean sameHeld = standing.otherRecordsHeld(before).equals(standing.otherRecordsHeld(conflicts));
            if (sameHeld) {
                touched = standing.items();
                items = new TreeMap<>(standing.master().items().byItem());
                for (String item : touched) items.remove(item);
                for (Conflict conflict : before)
                    if (conflict.kind() == ConflictKind.ITEM && !touched.contains(conflict.item()))
                        conflicts.add(conflict);
            }
        }
        Map<String, List<Statement>> byItem = new HashMap<>();
        for (RecordTimeline timeline : counted) timeline.statements(byItem, touched);
        // Whoever's number is shared is nobody in particular, and no item of it is decided.
        List<Decision> lasting = timelines.isEmpty() || trust == NumberTrust.SHARED ? List.of() : decisions;
        for (Decision decision : lasting)
            if (decision.kind() == ConflictKind.ITEM && (touched == null || touched.contains(decision.item())))
                byItem.computeIfAbsent(decision.item(), code -> new ArrayList<>(0));
        for (Map.Entry<String, List<Statement>> entry : byItem.entrySet()) {
            DataItem item = catalogue.item(type, entry.getKey()).orElse(null);
            if (item == null) continue;
            List<Statement> statements = entry.getValue();
            List<Segment> segments = item.many()
                    ? list(statements)
                    : timeline(item, statements, Ruling.of(item, lasting, records), conflicts);
            if (!segments.isEmpty()) items.put(item.code(), segments);
        }
        for (RecordHistory record : records) reusedVersion(type, record, decisions, conflicts);
        if (conflicts.size() > 1) conflicts.sort(CONFLICT_ORDER);
        return new Appraisal(items, List.copyOf(conflicts), !timelines.isEmpty());
    }

    /**
     * Who says what of one item on one day: the statement that stands, those that agree and those that do not.
     *
     * @param decision that the value comes from; {@code standing} is then what it says. Null where no decision holds
     * @param settled those that do not agree and are settled by it
     */
    public record Verdict(
            Statement standing,
            List<Statement> agreeing,
            List<Statement> rivals,
            List<Statement> settled,
            List<Statement> unheard,
            Decision decision) {}

    /**
     * The same rule for a single day, with every statement's part in it, so that a value can be explained. Held records and
     * statements that a later one of the same dataset succeeded are among the unheard.
     *
     * @return null when nothing is stated for that day
     */
    public Verdict verdict(
            SubjectType type,
            String code,
            long day,
            NumberTrust trust,
            Collection<RecordHistory> records,
            List<Decision> decisions) {
        DataItem item = catalogue.item(type, code).orElse(null);
        if (item == null || item.many()) return null;
        List<RecordTimeline> timelines = new ArrayList<>();
        for (RecordHistory record : records) {
            RecordTimeline timeline = RecordTimeline.fold(record.key(), record.counted());
            if (!timeline.isEmpty()) timelines.add(timeline);
        }
        timelines.sort(Comparator.comparing(RecordTimeline::record));
        List<RecordTimeline> counted =
                new Holds(catalogue, type, trust, accepted(records, decisions)).sift(timelines, new ArrayList<>());
        List<Statement> valid = on(day, code, counted);
        List<Statement> unheard = on(day, code, timelines);
        boolean decidable = !timelines.isEmpty() && trust != NumberTrust.SHARED;
        List<Ruling> rulings = decidable ? Ruling.of(item, decisions, records) : List.of();
        Verdict verdict = under(Ruling.on(day, rulings), item, judge(item, valid));
        if (verdict == null)
            return unheard.isEmpty() ? null : new Verdict(null, List.of(), List.of(), List.of(), unheard, null);
        unheard.removeAll(verdict.agreeing());
        unheard.removeAll(verdict.rivals());
        unheard.removeAll(verdict.settled());
        unheard.remove(verdict.standing());
        return new Verdict(
                verdict.standing(),
                verdict.agreeing(),
                verdict.rivals(),
                verdict.settled(),
                unheard,
                verdict.decision());
    }

    /** Held records that are the subject's all the same, at the version for which that was decided. */
    private static List<Decision> accepted(Collection<RecordHistory> records, List<Decision> decisions) {
        if (decisions.isEmpty()) return List.of();
        List<Decision> accepted = new ArrayList<>(0);
        for (Decision decision : decisions) {
            if (decision.kind() != ConflictKind.HOLD) continue;
            Decision.Ground ground = decision.grounds().get(0);
            for (RecordHistory record : records) {
                if (!record.key().equals(ground.record())) continue;
                RecordVersion highest = record.highest().orElseThrow();
                if (highest.version() == ground.version() && highest.hash().equals(ground.hash()))
                    accepted.add(decision);
            }
        }
        return accepted;
    }

    private static List<Statement> on(long day, String code, List<RecordTimeline> timelines) {
        Map<String, List<Statement>> byItem = new TreeMap<>();
        timelines.forEach(timeline -> timeline.statements(byItem, Set.of(code)));
        List<Statement> valid = new ArrayList<>(byItem.getOrDefault(code, List.of()));
        valid.removeIf(statement -> !statement.holdsOn(day));
        return valid;
    }

    /** Items with many values: one entry a statement, in order of time and record; they are lists, so nothing is compared. */
    private static List<Segment> list(List<Statement> statements) {
        return statements.stream()
                .sorted(Comparator.comparingLong(Statement::from).thenComparing(Statement::record))
                .map(s -> new Segment(
                        Days.date(s.from()),
                        Days.date(s.to()),
                        s.value(),
                        ItemStatus.SOLE,
                        Basis.AUTHORITY,
                        Origin.of(s),
                        List.of()))
                .toList();
    }

    private List<Segment> timeline(
            DataItem item, List<Statement> statements, List<Ruling> rulings, List<Conflict> conflicts) {
        if (statements.size() == 1 && rulings.isEmpty()) {
            Statement only = statements.get(0);
            int rank = rank(item, only);
            if (rank < 0) return List.of();
            return List.of(new Segment(
                    Days.date(only.from()),
                    Days.date(only.to()),
                    only.value(),
                    rank == 0 ? ItemStatus.SOLE : ItemStatus.PROVISIONAL,
                    rank == 0 ? Basis.AUTHORITY : Basis.FALLBACK,
                    Origin.of(only),
                    List.of()));
        }
        List<Segment> segments = new ArrayList<>();
        ConflictSpan dispute = null;
        long[] bounds = bounds(statements, rulings);
        for (int i = 0; i + 1 < bounds.length; i++) {
            long from = bounds[i];
            long to = bounds[i + 1];
            List<Statement> valid = new ArrayList<>(statements.size());
            for (Statement s : statements) if (s.from() <= from && from < s.to()) valid.add(s);
            Verdict verdict = under(Ruling.on(from, rulings), item, judge(item, valid));
            if (verdict == null) continue;
            append(segments, segment(item, verdict, from, to));
            if (verdict.rivals().isEmpty()) continue;
            if (dispute != null && dispute.continues(verdict, from)) {
                dispute = new ConflictSpan(dispute.verdict(), dispute.from(), to);
            } else {
                if (dispute != null) conflicts.add(dispute.conflict(item));
                dispute = new ConflictSpan(verdict, from, to);
            }
        }
        if (dispute != null) conflicts.add(dispute.conflict(item));
        return segments;
    }

    private record ConflictSpan(Verdict verdict, long from, long to) {
        boolean continues(Verdict next, long day) {
            return to == day
                    && verdict.standing().equals(next.standing())
                    && verdict.rivals().equals(next.rivals());
        }

        Conflict conflict(DataItem item) {
            List<ConflictValue> values = new ArrayList<>(1 + verdict.rivals().size());
            values.add(ConflictValue.of(verdict.standing()));
            verdict.rivals().forEach(rival -> values.add(ConflictValue.of(rival)));
            return new Conflict(
                    ConflictKind.ITEM,
                    item.code(),
                    null,
                    Days.date(from),
                    Days.date(to),
                    item.severity(),
                    verdict.standing().value(),
                    values);
        }
    }

    /** Null when no statement is of a source that may give the item its value. */
    private Verdict judge(DataItem item, List<Statement> valid) {
        List<Statement> heard = latestOfEachDataset(valid);
        Statement standing = null;
        for (Statement statement : heard)
            if (rank(item, statement) >= 0 && (standing == null || goesBefore(item, statement, standing)))
                standing = statement;
        if (standing == null) return null;
        List<Statement> agreeing = new ArrayList<>(heard.size());
        List<Statement> rivals = new ArrayList<>(0);
        String source = standing.record().source();
        for (Statement statement : heard) {
            if (statement == standing) continue;
            boolean compared = item.corroborating().contains(statement.record().source())
                    || statement.record().source().equals(source);
            if (!compared) continue;
            if (item.comparator().same(standing.value(), statement.value())) agreeing.add(statement);
            else rivals.add(statement);
        }
        return new Verdict(standing, agreeing, rivals, List.of(), List.of(), null);
    }

    /** The verdict once a decision stands before all statements; as it was without one. */
    private static Verdict under(Ruling ruling, DataItem item, Verdict plain) {
        if (ruling == null) return plain;
        List<Statement> compared = new ArrayList<>();
        if (plain != null) {
            compared.add(plain.standing());
            compared.addAll(plain.agreeing());
            compared.addAll(plain.rivals());
        }
        List<Statement> agreeing = new ArrayList<>(compared.size());
        List<Statement> rivals = new ArrayList<>(0);
        List<Statement> settled = new ArrayList<>(compared.size());
        Decision decision = ruling.decision();
        for (Statement statement : compared) {
            if (item.comparator().same(decision.value(), statement.value())) agreeing.add(statement);
            else if (decision.settles(
                    statement.record().source(), item.comparator().normalise(statement.value())))
                settled.add(statement);
            else rivals.add(statement);
        }
        return new Verdict(ruling.statement(), agreeing, rivals, settled, List.of(), decision);
    }

    /**
     * In a dataset with many records a subject a later validFrom succeeds an earlier one (a second marriage the first); only
     * statements that begin on the same day stand beside each other.
     */
    private List<Statement> latestOfEachDataset(List<Statement> valid) {
        if (valid.size() < 2) return valid;
        List<Statement> heard = new ArrayList<>(valid.size());
        for (Statement statement : valid) {
            boolean succeeded = false;
            Dataset dataset = catalogue.dataset(statement.record().dataset()).orElse(null);
            if (dataset != null && dataset.manyRecords())
                for (Statement other : valid)
                    succeeded |= other.from() > statement.from()
                            && other.record()
                                    .dataset()
                                    .equals(statement.record().dataset())
                            && other.record().source().equals(statement.record().source());
            if (!succeeded) heard.add(statement);
        }
        return heard;
    }

    private static int rank(DataItem item, Statement statement) {
        return item.authorityOrder().indexOf(statement.record().source());
    }

    private static boolean goesBefore(DataItem item, Statement one, Statement other) {
        int byRank = Integer.compare(rank(item, one), rank(item, other));
        if (byRank != 0) return byRank < 0;
        if (one.from() != other.from()) return one.from() > other.from();
        int byDataset = one.record().dataset().compareTo(other.record().dataset());
        if (byDataset != 0) return byDataset < 0;
        return one.record().recordId().compareTo(other.record().recordId()) < 0;
    }

    private static Segment segment(DataItem item, Verdict verdict, long from, long to) {
        Statement standing = verdict.standing();
        Set<String> others = verdict.agreeing().isEmpty() ? Set.of() : new TreeSet<>();
        for (Statement agreeing : verdict.agreeing())
            if (!agreeing.record().source().equals(standing.record().source()))
                others.add(agreeing.record().source());
        Basis basis = verdict.decision() != null
                ? Basis.DECISION
                : rank(item, standing) == 0 ? Basis.AUTHORITY : Basis.FALLBACK;
        return new Segment(
                Days.date(from),
                Days.date(to),
                standing.value(),
                status(verdict, basis, others),
                basis,
                Origin.of(standing),
                List.copyOf(others));
    }

    private static ItemStatus status(Verdict verdict, Basis basis, Set<String> others) {
        if (!verdict.rivals().isEmpty()) return ItemStatus.DISPUTED;
        return switch (basis) {
            case DECISION -> ItemStatus.DECIDED;
            case FALLBACK -> ItemStatus.PROVISIONAL;
            case AUTHORITY -> others.isEmpty() ? ItemStatus.SOLE : ItemStatus.CORROBORATED;
        };
    }

    private static void append(List<Segment> segments, Segment next) {
        Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        boolean continues = last != null
                && Objects.equals(last.to(), next.from())
                && last.to() != null
                && last.value().equals(next.value())
                && last.status() == next.status()
                && last.basis() == next.basis()
                && last.origin().equals(next.origin())
                && last.corroboratedBy().equals(next.corroboratedBy());
        if (continues)
            segments.set(
                    segments.size() - 1,
                    new Segment(
                            last.from(),
                            next.to(),
                            last.value(),
                            last.status(),
                            last.basis(),
                            last.origin(),
                            last.corroboratedBy()));
        else segments.add(next);
    }

    private static long[] bounds(List<Statement> statements, List<Ruling> rulings) {
        TreeSet<Long> bounds = new TreeSet<>();
        for (Statement statement : statements) {
            bounds.add(statement.from());
            bounds.add(statement.to());
        }
        for (Ruling ruling : rulings) {
            bounds.add(ruling.from());
            bounds.add(ruling.to());
        }
        return bounds.stream().mapToLong(Long::longValue).toArray();
    }

    /** Two contents under one version are both kept; if they really say different things, the source has to be asked. */
    private void reusedVersion(
            SubjectType type, RecordHistory record, List<Decision> decisions, List<Conflict> conflicts) {
        List<RecordVersion> contents = record.underHighest();
        if (contents.size() < 2) return;
        Set<String> different = new HashSet<>();
        contents.forEach(version -> different.add(normalised(type, version) + '|' + version.subject()));
        if (different.size() < 2) return;
        List<ConflictValue> values = new ArrayList<>(contents.size());
        for (int i = contents.size() - 1; i >= 0; i--) {
            RecordVersion version = contents.get(i);
            values.add(new ConflictValue(
                    normalised(type, version),
                    record.key().source(),
                    record.key().dataset(),
                    record.key().recordId(),
                    version.version(),
                    version.content().validFrom(),
                    version.provenance().recordedAt()));
        }
        RecordVersion counting = contents.get(contents.size() - 1);
        Conflict reused = new Conflict(
                ConflictKind.VERSION_REUSED,
                null,
                null,
                counting.content().validFrom(),
                null,
                Severity.MAJOR,
                values.get(0).value(),
                values);
        if (decisions.stream().noneMatch(decision -> decision.tolerates(reused))) conflicts.add(reused);
    }

    private String normalised(SubjectType type, RecordVersion version) {
        Map<String, String> parts = new TreeMap<>();
        var content = version.content();
        content.items()
                .forEach((code, value) -> parts.put(
                        code,
                        catalogue
                                .item(type, code)
                                .map(item -> item.comparator().normalise(value))
                                .orElse(value)));
        if (content.name() != null)
            parts.put(
                    RecordTimeline.NAME,
                    catalogue
                            .item(type, RecordTimeline.NAME)
                            .map(item -> item.comparator().normalise(content.name()))
                            .orElse(content.name()));
        StringBuilder text = new StringBuilder(content.operation().name());
        if (content.validFrom() != null) text.append(" from ").append(content.validFrom());
        if (content.validTo() != null) text.append(" to ").append(content.validTo());
        if (content.subject() != null)
            text.append(" of ").append(IdentifierReading.mask(content.subject().number()));
        parts.forEach(
                (code, value) -> text.append("; ").append(code).append('=').append(value));
        return text.toString();
    }
}
