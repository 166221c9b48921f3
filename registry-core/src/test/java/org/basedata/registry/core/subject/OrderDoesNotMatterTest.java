package org.basedata.registry.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializedObject;
import org.basedata.registry.core.RegistryEvents;
import org.basedata.registry.core.eventstore.EventSerializer;
import org.basedata.registry.core.eventstore.EventTypes;
import org.basedata.registry.core.eventstore.PayloadCodec;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.RandomActs;
import org.basedata.registry.core.record.Belonging;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.survivorship.Appraisal;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ItemTimelines;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The current state is a function of the set of record versions: not of order, repetition or delay. Random sets of rows of
 * eight and more sources are submitted in many orders; whatever the order, every subject ends with the same digest.
 */
class OrderDoesNotMatterTest {
    private static final int SETS = 120;
    private static final int ORDERS = 6;

    @Test
    void any_order_and_any_repetition_gives_the_same_state() {
        Coverage coverage = new Coverage();
        for (long seed = 0; seed < SETS; seed++) {
            List<SubmitRecord> rows = RandomRows.of(seed);
            Random random = new Random(seed);
            Ledger first = submitted(rows);
            coverage.see(rows, first);
            for (int order = 0; order < ORDERS; order++) {
                List<SubmitRecord> shuffled = new ArrayList<>(rows);
                for (SubmitRecord row : rows) if (random.nextInt(4) == 0) shuffled.add(row);
                Collections.shuffle(shuffled, random);
                Ledger other = submitted(shuffled);
                if (!other.digests().equals(first.digests()))
                    fail("seed " + seed + ", order " + order + ":\n" + differences(first, other));
            }
        }
        coverage.mustBeWide();
    }

    @Test
    void replaying_the_events_gives_the_live_state_and_never_shows_later_knowledge() {
        for (long seed = 0; seed < SETS; seed++) {
            List<SubmitRecord> rows = RandomRows.of(seed);
            Ledger ledger = new Ledger();
            Map<Instant, Map<SubjectId, String>> known = new LinkedHashMap<>();
            for (SubmitRecord row : rows) {
                ledger.submit(row);
                known.put(ledger.now(), ledger.digests());
            }
            known.forEach(
                    (time, digests) -> assertThat(ledger.replayedDigests(time)).isEqualTo(digests));
        }
    }

    @Test
    void what_a_stream_tells_alone_leads_by_the_rules_to_the_state_its_outcomes_assigned() {
        Appraiser appraiser = new Appraiser(Ledger.CATALOGUE);
        int shared = 0;
        for (long each = 0; each < 2 * SETS; each++) {
            long seed = each / 2;
            boolean acts = each % 2 == 1;
            Ledger ledger = acts ? RandomActs.ledger(seed) : submitted(RandomRows.of(seed));
            Map<SubjectId, Map<RecordKey, RecordHistory>> streams = new TreeMap<>();
            for (RecordedEvent recorded : ledger.events()) {
                Map<RecordKey, RecordHistory> stream =
                        streams.computeIfAbsent(recorded.subject(), id -> new TreeMap<>());
                if (recorded.event() instanceof RecordEvent event && event.elsewhere() == null) {
                    RecordHistory before =
                            stream.getOrDefault(event.record(), RecordHistory.empty(event.record(), own(recorded)));
                    stream.put(event.record(), before.with(event.version()));
                } else if (recorded.event() instanceof RecordMoved event) {
                    stream.put(event.record(), RecordHistory.of(event.record(), event.counted(), own(recorded)));
                }
            }
            for (SubjectId subject : streams.keySet()) {
                SubjectState state = ledger.state().subject(subject);
                Appraisal appraisal = appraiser.appraise(
                        state.identifier(),
                        state.links().isShared(),
                        streams.get(subject).values(),
                        List.of(),
                        null);
                // A reused version may have its other content in another stream; the timelines never do.
                assertThat(appraisal.items())
                        .as("seed %d, with acts: %s, subject %s", seed, acts, subject)
                        .isEqualTo(state.master().items().byItem());
                assertThat(appraisal.present()).isEqualTo(state.master().present());
                if (state.links().isShared() && state.master().present()) shared++;
            }
        }
        assertThat(shared)
                .as("shared numbers with records that nobody has assigned")
                .isGreaterThan(10);
    }

    /** What a stream tells as its subject's own is its own, whatever it names. */
    private static Belonging own(RecordedEvent recorded) {
        return WorkingSet.ofStream(recorded.subject()).belonging();
    }

    @Test
    void events_and_master_records_come_back_from_their_stored_forms() {
        EventTypes types = RegistryEvents.types();
        EventSerializer serializer =
                new EventSerializer(types, JsonMapper.builder().build());
        Set<Class<?>> kinds = new HashSet<>();
        int own = 0;
        for (long seed = 0; seed < SETS; seed++) {
            Ledger ledger = submitted(RandomRows.of(seed));
            Ledger withActs = RandomActs.ledger(seed);
            for (RecordedEvent recorded : withActs.events()) {
                SerializedObject<byte[]> stored = serializer.serialize(recorded.event(), byte[].class);
                assertThat(serializer.<byte[], SubjectEvent>deserialize(stored)).isEqualTo(recorded.event());
                kinds.add(recorded.event().getClass());
            }
            withActs.digests().keySet().forEach(subject -> {
                MasterRecord master = withActs.state().subject(subject).master();
                assertThat(MasterForm.read(MasterForm.write(master))).isEqualTo(master);
            });
            for (RecordedEvent recorded : ledger.events()) {
                byte[] stored = storedAndBack(types, recorded.event());
                if (stored != null && new String(stored, StandardCharsets.UTF_8).contains("\"own\":true")) own++;
            }
            ledger.digests().keySet().forEach(subject -> {
                MasterRecord master = ledger.state().subject(subject).master();
                assertThat(MasterForm.read(MasterForm.write(master))).isEqualTo(master);
            });
        }
        assertThat(own).isGreaterThan(10);
        assertThat(kinds)
                .contains(
                        IdentifierSuperseded.class,
                        SubjectsMerged.class,
                        SubjectSplit.class,
                        RecordsAssigned.class,
                        ActRevoked.class,
                        SubjectReassessed.class);
    }

    @Test
    void what_is_taken_over_from_before_equals_what_is_worked_out_anew() {
        Appraiser appraiser = new Appraiser(Ledger.CATALOGUE);
        for (long seed = 0; seed < SETS; seed++) {
            Ledger ledger = new Ledger();
            for (SubmitRecord row : RandomRows.of(seed)) {
                int before = ledger.events().size();
                ledger.submit(row);
                List<RecordedEvent> events = ledger.events();
                for (RecordedEvent event : events.subList(before, events.size())) {
                    SubjectState state = ledger.state().subject(event.subject());
                    List<RecordHistory> records =
                            state.owned().stream().map(ledger.state()::record).toList();
                    Appraisal anew = appraiser.appraise(state.identifier(), records);
                    assertThat(state.master().items().byItem()).isEqualTo(anew.items());
                    assertThat(state.master().conflicts().stream().map(OpenConflict::conflict))
                            .containsExactlyInAnyOrderElementsOf(anew.conflicts());
                }
            }
        }
    }

    /** The stored form; null for events that the object mapper writes. */
    @SuppressWarnings("unchecked") // the type is the one of the event's class
    private static byte[] storedAndBack(EventTypes types, SubjectEvent event) {
        var codec = (PayloadCodec<SubjectEvent>) types.of(event.getClass()).codec();
        if (codec == null) return null;
        byte[] stored = codec.write(event);
        assertThat(codec.read(stored)).isEqualTo(event);
        return stored;
    }

    @Test
    void the_same_row_again_gives_no_event() {
        for (long seed = 0; seed < SETS; seed++) {
            List<SubmitRecord> rows = RandomRows.of(seed);
            Ledger ledger = submitted(rows);
            int events = ledger.events().size();
            rows.forEach(ledger::submit);
            assertThat(ledger.events()).hasSize(events);
        }
    }

    /** What differs, subject by subject, so that a failure can be read. */
    private static String differences(Ledger one, Ledger other) {
        StringBuilder text = new StringBuilder();
        one.digests().forEach((subject, digest) -> {
            if (digest.equals(other.digests().get(subject))) return;
            Set<String> first = lines(one.state().subject(subject).master());
            Set<String> second = lines(other.state().subject(subject).master());
            text.append(subject).append('\n');
            first.stream()
                    .filter(line -> !second.contains(line))
                    .forEach(line -> text.append("- ").append(line).append('\n'));
            second.stream()
                    .filter(line -> !first.contains(line))
                    .forEach(line -> text.append("+ ").append(line).append('\n'));
        });
        return text.toString();
    }

    private static Set<String> lines(MasterRecord master) {
        Set<String> lines = new TreeSet<>();
        lines.add("present " + master.present());
        master.items().byItem().forEach((item, segments) -> lines.add(item + " " + segments));
        master.conflicts().forEach(open -> lines.add(open.conflict().toString()));
        return lines.stream()
                .map(line -> line.replaceAll(", recordedAt=[^,\\]]*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Ledger submitted(List<SubmitRecord> rows) {
        Ledger ledger = new Ledger();
        rows.forEach(ledger::submit);
        return ledger;
    }

    /** Makes sure that the random sets really hold what could go wrong. */
    private static final class Coverage {
        private final Set<Operation> operations = EnumSet.noneOf(Operation.class);
        private final Set<ConflictKind> kinds = EnumSet.noneOf(ConflictKind.class);
        private final Map<Class<?>, Integer> events = new LinkedHashMap<>();
        private int mostSources;

        void see(List<SubmitRecord> rows, Ledger ledger) {
            rows.forEach(row -> operations.add(row.content().operation()));
            ledger.events().forEach(e -> events.merge(e.event().getClass(), 1, Integer::sum));
            ledger.digests().keySet().forEach(subject -> ledger.state().subject(subject).master().conflicts().stream()
                    .map(OpenConflict::conflict)
                    .forEach(conflict -> kinds.add(conflict.kind())));
            mostSources = Math.max(mostSources, (int)
                    rows.stream().map(row -> row.record().source()).distinct().count());
        }

        void mustBeWide() {
            assertThat(operations).containsExactlyInAnyOrder(Operation.values());
            assertThat(kinds).containsExactlyInAnyOrder(ConflictKind.values());
            assertThat(mostSources).isGreaterThanOrEqualTo(8);
            assertThat(events.keySet())
                    .containsExactlyInAnyOrder(
                            RecordSubmitted.class,
                            RecordCorrected.class,
                            RecordEnded.class,
                            RecordWithdrawn.class,
                            RecordReaffirmed.class,
                            RecordMoved.class,
                            ConflictRaised.class,
                            ConflictChanged.class,
                            ConflictSettled.class,
                            RecordHeld.class,
                            RecordReleased.class);
        }
    }

    /** Guards the digest itself: it must see what the promise is about. */
    @Test
    void the_digest_sees_values_and_conflicts_but_not_arrival() {
        Ledger one = new Ledger();
        Identifier person = RandomRows.SUBJECTS.get(0);
        one.submit(RowBuilder.row("GA", "household-registration", "1")
                .about(person, "王小兰")
                .item("sex", "2"));
        Ledger other = new Ledger();
        other.submit(RowBuilder.row("RS", "social-insurance", "9")
                .about(new Identifier(IdType.PASSPORT, "E12345678"), "李四"));
        other.submit(RowBuilder.row("GA", "household-registration", "1")
                .about(person, "王小兰")
                .item("sex", "2"));
        assertThat(other.master(person).digest()).isEqualTo(one.master(person).digest());
        MasterRecord changed = one.master(person).with(true, new ItemTimelines(Collections.emptySortedMap()));
        assertThat(changed.digest()).isEqualTo(one.master(person).digest());
        one.submit(RowBuilder.row("GA", "household-registration", "1")
                .version(2)
                .about(person, "王小兰")
                .item("sex", "1"));
        assertThat(one.master(person).digest())
                .isNotEqualTo(other.master(person).digest());
    }
}
