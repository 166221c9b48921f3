package org.basedata.registry.projections.recall;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Change;
import org.basedata.registry.core.recall.Knowledge;
import org.basedata.registry.core.recall.Reading;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.projections.subject.LinkedSubjects;
import org.basedata.registry.projections.subject.SubjectStreams;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares what departments were given of subjects with what the registry says now, and keeps table {@code recall} as that demands. What
 * comes of it follows from the streams, the record of accesses and the rows that are there: whoever asks, how often and in whatever
 * order, the rows come out the same.
 */
public final class Recalling {
    /** Subjects whose whole streams are in memory together. */
    private static final int AT_ONCE = 100;

    /** Any number, the same in every process. */
    private static final long LOOKING = 0x7265_6361_6c6cL;

    private final JdbcTemplate jdbc;
    private final Readings readings;
    private final RecallRows rows;
    private final LinkedSubjects linked;
    private final SubjectStreams streams;
    private final Clock clock;

    public Recalling(DataSource dataSource, SubjectStreams streams, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.readings = new Readings(dataSource);
        this.rows = new RecallRows(dataSource);
        this.linked = new LinkedSubjects(dataSource);
        this.streams = streams;
        this.clock = clock;
    }

    /** In the caller's transaction, which must see a new state of the database with each statement. */
    void review(Collection<SubjectId> changed) {
        if (changed.isEmpty()) return;
        List<SubjectId> read = new ArrayList<>(new TreeSet<>(readings.everRead(withTakenIn(changed))));
        if (read.isEmpty()) return;
        // One at a time, whatever it was that told of a subject: two would both find that there is no row yet.
        jdbc.queryForList("SELECT pg_advisory_xact_lock(" + LOOKING + ")");
        for (int from = 0; from < read.size(); from += AT_ONCE)
            reviewTogether(read.subList(from, Math.min(read.size(), from + AT_ONCE)));
    }

    /** What is said of a subject is said of all that have gone over to it, too. */
    private Set<SubjectId> withTakenIn(Collection<SubjectId> subjects) {
        Set<SubjectId> all = new HashSet<>(subjects);
        for (Set<SubjectId> open = Set.copyOf(subjects); !open.isEmpty(); ) {
            Set<SubjectId> further = new HashSet<>(0);
            for (SubjectLinks links : linked.load(open).values())
                links.of(SubjectLinks.Kind.TAKES_IN).forEach(link -> further.add(link.subject()));
            further.removeAll(all);
            all.addAll(further);
            open = further;
        }
        return all;
    }

    private void reviewTogether(List<SubjectId> subjects) {
        // In this order: the streams tell at least as much as any of the answers.
        Map<SubjectId, List<ReadGroup>> read = readings.of(subjects);
        if (read.isEmpty()) return;
        Map<Place, List<Recall>> there = new HashMap<>();
        for (Recall each : rows.lock(read.keySet()))
            there.computeIfAbsent(new Place(each.subject(), each.department(), each.item()), place -> new ArrayList<>())
                    .add(each);
        Map<SubjectId, Knowledge> known = knowledge(streams, read.keySet());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (SubjectId subject : read.keySet()) {
            Map<Place, Tally> tallies = tallies(read.get(subject), known.get(subject), there);
            tallies.forEach((place, tally) -> settle(place, tally, there.getOrDefault(place, List.of()), now));
        }
    }

    static Map<SubjectId, Knowledge> knowledge(SubjectStreams streams, Collection<SubjectId> subjects) {
        Map<SubjectId, List<RecordedEvent>> all = new HashMap<>();
        Set<SubjectId> asked = new HashSet<>(subjects);
        for (Set<SubjectId> open = asked; !open.isEmpty(); ) {
            Map<SubjectId, List<RecordedEvent>> found = streams.read(open);
            all.putAll(found);
            Set<SubjectId> further = new HashSet<>(0);
            found.forEach((subject, stream) -> further.addAll(Knowledge.ledTo(subject, stream)));
            further.removeAll(all.keySet());
            further.removeAll(open);
            open = further;
        }
        Map<SubjectId, Knowledge> knowledge = new HashMap<>();
        for (SubjectId subject : subjects) knowledge.put(subject, Knowledge.of(subject, all));
        return knowledge;
    }

    /** What a row is about. */
    private record Place(SubjectId subject, String department, String item) {}

    private record Asked(Reading reading, String item) {}

    private static Map<Place, Tally> tallies(
            List<ReadGroup> groups, Knowledge knowledge, Map<Place, List<Recall>> there) {
        Map<Asked, Optional<Change>> changes = new HashMap<>();
        Map<Place, Tally> tallies = new HashMap<>();
        for (ReadGroup group : groups)
            for (String item : group.items()) {
                Place place = new Place(group.subject(), group.department(), item);
                Optional<Change> change = changes.computeIfAbsent(
                        new Asked(group.reading(), item), asked -> knowledge.since(asked.reading(), item));
                Tally tally = tallies.computeIfAbsent(place, each -> new Tally());
                tally.read.add(group);
                List<Recall> before = there.getOrDefault(place, List.of());
                if (change.isPresent() && !isTold(group, change.get(), before)) tally.add(group, change.get());
            }
        return tallies;
    }

    /** What a department has acknowledged covers the answers that it was told of, for as long as nothing more has changed. */
    private static boolean isTold(ReadGroup group, Change change, List<Recall> before) {
        LocalDate day = group.reading().day();
        long from = Days.from(day == null ? change.from() : day);
        long to = day == null ? Days.to(change.to()) : from + 1;
        for (Recall each : before) {
            if (each.state() != Recall.State.ACKNOWLEDGED) continue;
            Recall.Finding told = each.finding();
            if (!change.at().isAfter(told.changedAt())
                    && !group.last().isAfter(each.acknowledgement().at())
                    && Days.from(told.from()) <= from
                    && to <= Days.to(told.to())
                    && (group.caseReference() == null || told.cases().contains(group.caseReference()))) return true;
        }
        return false;
    }

    private void settle(Place place, Tally tally, List<Recall> before, Instant now) {
        Recall open = before.stream()
                .filter(each -> each.state() == Recall.State.OPEN)
                .findFirst()
                .orElse(null);
        if (tally.latest != null) {
            Recall.Finding found = tally.finding();
            if (open == null)
                rows.insert(new Recall(
                        UUID.randomUUID(),
                        place.department(),
                        place.subject(),
                        tally.type,
                        place.item(),
                        found,
                        now,
                        now,
                        1,
                        Recall.State.OPEN,
                        null));
            else if (!found.equals(open.finding())) rows.update(open.id(), found, now);
        } else if (open != null
                && tally.readIn(open.finding()) >= open.finding().accesses()) {
            // Answers whose month was dropped may be wrong all the same.
            rows.restore(open.id(), now);
        }
    }

    /** Answers to a department about one item of a subject. */
    private static final class Tally {
        private final List<ReadGroup> read = new ArrayList<>();
        private final SortedSet<String> cases = new TreeSet<>();
        private SubjectType type;
        private Change latest;
        private long from;
        private long to;
        private long sequenceBefore = -1;
        private int accesses;
        private Instant first;
        private Instant last;

        void add(ReadGroup group, Change change) {
            boolean begun = latest != null;
            from = begun ? Math.min(from, Days.from(change.from())) : Days.from(change.from());
            to = begun ? Math.max(to, Days.to(change.to())) : Days.to(change.to());
            sequenceBefore = Math.max(sequenceBefore, group.reading().sequence());
            accesses += group.count();
            first = begun && first.isBefore(group.first()) ? first : group.first();
            last = begun && last.isAfter(group.last()) ? last : group.last();
            if (group.caseReference() != null) cases.add(group.caseReference());
            if (type == null) type = group.type();
            boolean later = begun
                    && (change.at().isAfter(latest.at())
                            || change.at().equals(latest.at()) && change.sequence() > latest.sequence());
            if (!begun || later) latest = change;
        }

        Recall.Finding finding() {
            return new Recall.Finding(
                    Days.date(from),
                    Days.date(to),
                    sequenceBefore,
                    latest.stream(),
                    latest.sequence(),
                    latest.at(),
                    latest.cause(),
                    accesses,
                    first,
                    last,
                    cases);
        }

        /** How many of the answers are still on record that a finding may have counted. */
        int readIn(Recall.Finding finding) {
            int count = 0;
            for (ReadGroup each : read) {
                LocalDate day = each.reading().day();
                if (day == null
                        || Days.from(finding.from()) <= day.toEpochDay() && day.toEpochDay() < Days.to(finding.to()))
                    count += each.count();
            }
            return count;
        }
    }
}
