package org.basedata.registry.api.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.RecordEvent;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.importers.sample.SampleSize;
import org.basedata.registry.projections.subject.Explanation;
import org.basedata.registry.projections.subject.Explanation.Party;
import org.basedata.registry.projections.subject.Explanation.Role;
import org.basedata.registry.projections.subject.Explanations;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.basedata.registry.projections.subject.SubjectStreams;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every value of the sample can be explained: at points drawn from both time axes the explanation tells what the master record
 * shows, and what it lists is enough to come to the same again.
 */
class SampleExplainedIT {
    @RegisterExtension
    static final LoadedSample SAMPLE = new LoadedSample(new SampleSize(1_000, 250));

    private static final int POINTS = 10_000;
    private static final long SEED = 20_26;
    /** Points that are explained by the registry's own service, too, which reads the stream each time. */
    private static final int ONE_IN = 40;

    private enum Day {
        PAST,
        PRESENT,
        FUTURE,
        /** The first day of a value, or the day before it. */
        BOUNDARY
    }

    private enum Knowledge {
        NOW,
        /** Just after one of the subject's events. */
        AFTER_AN_EVENT,
        /** Just before one; before the first one nothing is known. */
        BEFORE_AN_EVENT
    }

    private record Subject(SubjectType type, SubjectId ref) {}

    private record Point(Subject subject, DataItem item, AsOf asOf, Day day, Knowledge knowledge) {}

    private static final List<Subject> SUBJECTS = new ArrayList<>();
    private static final Map<SubjectId, List<RecordedEvent>> STREAMS = new HashMap<>();
    private static Registry registry;

    /** All streams at once: what is asked thousands of times should not be read thousands of times. */
    @BeforeAll
    static void readTheStreams() {
        registry = SAMPLE.registry();
        JdbcTemplate jdbc = new JdbcTemplate(SAMPLE.dataSource());
        // By number, not by reference: references differ from run to run, and the seed shall find the same points.
        for (SubjectType type : SubjectType.values())
            jdbc.query(
                    "SELECT subject FROM " + (type == SubjectType.PERSON ? "person_current" : "legal_entity_current")
                            + " ORDER BY id_type, id_number",
                    row -> {
                        SUBJECTS.add(new Subject(type, new SubjectId(row.getObject(1, UUID.class))));
                    });
        STREAMS.putAll(SubjectStreams.of(registry.engine().log())
                .read(SUBJECTS.stream().map(Subject::ref).toList()));
    }

    private static SubjectStreams streams() {
        return (subjects, after, knownAt) -> {
            Map<SubjectId, List<RecordedEvent>> found = new HashMap<>();
            for (SubjectId subject : subjects)
                found.put(
                        subject,
                        STREAMS.getOrDefault(subject, List.of()).stream()
                                .filter(event -> event.sequence() > after
                                        && (knownAt == null
                                                || !event.recordedAt().isAfter(knownAt)))
                                .toList());
            return found;
        };
    }

    @Test
    void ten_thousand_values_are_explained_as_the_master_record_shows_them() {
        Random random = new Random(SEED);
        Explanations explanations = new Explanations(streams(), registry.catalogue());
        MasterRecords masterRecords = new MasterRecords(SAMPLE.dataSource(), streams());
        SortedMap<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < POINTS; i++) {
            Point point = draw(random);
            Subject subject = point.subject();
            Optional<SubjectRecord> shown = masterRecords.byRef(
                    subject.type(), subject.ref(), point.asOf().knownAt());
            Optional<Explanation> explained =
                    explanations.of(subject.type(), subject.ref(), point.item().code(), point.asOf());
            String where = "point " + i + ", " + point;
            assertThat(explained.isPresent()).as(where).isEqualTo(shown.isPresent());
            if (i % ONE_IN == 0)
                assertThat(registry.explanations()
                                .of(subject.type(), subject.ref(), point.item().code(), point.asOf()))
                        .as(where)
                        .isEqualTo(explained);
            if (explained.isEmpty()) {
                count(seen, "absent");
                continue;
            }
            check(where, point, explained.get(), shown.get().master());
            note(seen, point, explained.get());
        }
        assertThat(seen.keySet()).as("what was seen").containsAll(SEEN);
        for (Day day : Day.values())
            assertThat(seen.get("value " + day)).as(seen + "").isGreaterThan(500);
        for (Knowledge knowledge : Knowledge.values())
            assertThat(seen.get("value " + knowledge)).as(seen + "").isGreaterThan(500);
    }

    /** What the sample holds and the draw must have met, or the test would say little. */
    private static final List<String> SEEN = List.of(
            "absent",
            "rule AUTHORITY_SPEAKS",
            "rule AUTHORITY_SILENT",
            "rule EVERY_RECORD_STANDS",
            "rule NOBODY_SPEAKS",
            "status CORROBORATED",
            "status DISPUTED",
            "status PROVISIONAL",
            "status SOLE",
            "role AGREES",
            "role HELD",
            "role RIVAL");

    private static void check(String where, Point point, Explanation explanation, MasterRecord master) {
        List<Segment> shown = master.items().byItem().getOrDefault(point.item().code(), List.of()).stream()
                .filter(segment -> segment.covers(point.asOf().validAt()))
                .toList();
        if (point.item().many()) {
            assertThat(explanation.losers().stream()
                            .filter(party -> party.role() == Role.WINNER)
                            .map(party -> origin(party) + party.value()))
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(shown.stream()
                            .map(segment -> segment.origin().record() + segment.value())
                            .toList());
        } else {
            Segment segment = shown.isEmpty() ? null : shown.get(0);
            assertThat(shown).as(where).hasSizeLessThan(2);
            assertThat(explanation.value()).as(where).isEqualTo(segment == null ? null : segment.value());
            assertThat(explanation.status()).as(where).isEqualTo(segment == null ? null : segment.status());
            assertThat(explanation.basis()).as(where).isEqualTo(segment == null ? null : segment.basis());
            Party winner = explanation.winner();
            assertThat(winner == null).as(where).isEqualTo(segment == null);
            if (segment != null) {
                assertThat(winner.value()).as(where).isEqualTo(segment.value());
                assertThat(origin(winner)).as(where).isEqualTo(segment.origin().record());
                assertThat(winner.version())
                        .as(where)
                        .isEqualTo(segment.origin().version());
                assertThat(winner.recordedAt())
                        .as(where)
                        .isEqualTo(segment.origin().recordedAt());
            }
        }
        for (Party party : explanation.losers())
            assertThat(party.role() == Role.HELD).as(where).isEqualTo(master.isHeld(origin(party)));

        RuleAgain again = new RuleAgain(registry.catalogue(), point.item(), explanation);
        assertThat(again.result())
                .as(where)
                .isEqualTo(new RuleAgain.Result(
                        explanation.value(), explanation.status(), explanation.basis(), explanation.rule()));
        for (Party party : again.stated()) assertThat(party.role()).as(where).isEqualTo(again.role(party));
    }

    private static RecordKey origin(Party party) {
        return new RecordKey(party.source(), party.dataset(), party.recordId());
    }

    private static void note(Map<String, Integer> seen, Point point, Explanation explanation) {
        count(seen, "rule " + explanation.rule());
        if (explanation.status() != null) count(seen, "status " + explanation.status());
        for (Party party : explanation.losers()) count(seen, "role " + party.role());
        if (explanation.rule().equals("NOBODY_SPEAKS")) return;
        count(seen, "value " + point.day());
        count(seen, "value " + point.knowledge());
    }

    private static void count(Map<String, Integer> seen, String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private static Point draw(Random random) {
        Subject subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        List<RecordedEvent> stream = STREAMS.get(subject.ref());
        SortedMap<String, List<Segment>> everShown = everShown(stream);
        // Most items of the catalogue say nothing of most subjects, which need not be asked every time.
        DataItem item = everShown.isEmpty() || random.nextInt(5) == 0
                ? any(registry.catalogue().items(subject.type()), random)
                : registry.catalogue()
                        .item(subject.type(), any(everShown.keySet(), random))
                        .orElseThrow();
        Day day = any(List.of(Day.values()), random);
        Knowledge knowledge = any(List.of(Knowledge.values()), random);
        LocalDate validAt = day(day, everShown.getOrDefault(item.code(), List.of()), random);
        Instant event = stream.get(random.nextInt(stream.size())).recordedAt();
        Instant knownAt =
                switch (knowledge) {
                    case NOW -> null;
                    case AFTER_AN_EVENT -> event;
                    case BEFORE_AN_EVENT -> event.minus(1, ChronoUnit.MICROS);
                };
        return new Point(subject, item, new AsOf(validAt, knownAt), day, knowledge);
    }

    private static LocalDate day(Day day, List<Segment> segments, Random random) {
        LocalDate today = LocalDate.ofInstant(registry.clock().instant(), ZoneOffset.ofHours(8));
        List<LocalDate> bounds = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.from() != null) bounds.add(segment.from());
            if (segment.to() != null) bounds.add(segment.to());
        }
        return switch (day) {
            case PRESENT -> today;
            case PAST -> today.minusDays(1 + random.nextInt(30 * 365));
            case FUTURE -> today.plusDays(1 + random.nextInt(30 * 365));
            case BOUNDARY -> bounds.isEmpty() ? today : any(bounds, random).minusDays(random.nextInt(2));
        };
    }

    /** By item, each stretch that was shown at any time of knowledge. */
    private static SortedMap<String, List<Segment>> everShown(List<RecordedEvent> stream) {
        SortedMap<String, List<Segment>> shown = new TreeMap<>();
        for (RecordedEvent recorded : stream) {
            Outcome outcome = recorded.event() instanceof RecordEvent event
                    ? event.outcome()
                    : recorded.event() instanceof RecordMoved event ? event.outcome() : null;
            if (outcome != null)
                outcome.items().byItem().forEach((item, segments) -> shown.computeIfAbsent(item, i -> new ArrayList<>())
                        .addAll(segments));
        }
        return shown;
    }

    private static <T> T any(Collection<T> all, Random random) {
        return new ArrayList<>(all).get(random.nextInt(all.size()));
    }
}
