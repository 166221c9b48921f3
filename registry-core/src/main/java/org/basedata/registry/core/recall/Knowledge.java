package org.basedata.registry.core.recall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.subject.IdentifierSuperseded;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubjectsMerged;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.ItemTimelines;
import org.basedata.registry.core.survivorship.Segment;

/**
 * What the registry said of a subject, from its first event to now: of one that has gone over to another, what it says of that other one
 * since. Folded from the streams alone.
 */
public final class Knowledge {
    private static final ZoneOffset OFFICIAL = ZoneOffset.ofHours(8);
    private static final Comparator<RecordedEvent> IN_TIME = Comparator.comparing(RecordedEvent::recordedAt)
            .thenComparing(RecordedEvent::subject)
            .thenComparing(RecordedEvent::sequence);

    /** By sequence of the subject's own stream, while it stood for itself. */
    private final NavigableMap<Long, ItemTimelines> own = new TreeMap<>();

    private final NavigableMap<Instant, Long> sequences = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** @param events all that was recorded at once, for readers see either all of it or nothing */
    private record Step(ItemTimelines said, List<RecordedEvent> events) {}

    private Knowledge() {}

    /** Whom the subject of a stream ever went over to. Their streams tell what was said of it since. */
    public static Set<SubjectId> ledTo(SubjectId subject, List<RecordedEvent> stream) {
        Set<SubjectId> others = new HashSet<>(0);
        for (RecordedEvent each : stream) {
            if (each.event() instanceof SubjectsMerged event && subject.equals(event.subject()))
                others.add(event.into());
            if (each.event() instanceof IdentifierSuperseded event && subject.equals(event.number()))
                others.add(event.subject());
        }
        others.remove(subject);
        return others;
    }

    /** @param streams the subject's own, and those of all it ever led to, whole */
    public static Knowledge of(SubjectId subject, Map<SubjectId, List<RecordedEvent>> streams) {
        Map<SubjectId, WorkingSet> states = new HashMap<>();
        List<RecordedEvent> events = new ArrayList<>();
        reach(subject, streams, states, events);
        if (states.size() > 1) events.sort(IN_TIME);
        Knowledge knowledge = new Knowledge();
        List<RecordedEvent> atOnce = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent event = events.get(i);
            WorkingSet set = states.get(event.subject());
            set.evolve(event);
            atOnce.add(event);
            if (event.subject().equals(subject)) {
                knowledge.own.put(event.sequence(), said(set.subject(subject)));
                knowledge.sequences.put(event.recordedAt(), event.sequence());
            }
            boolean last =
                    i + 1 == events.size() || !events.get(i + 1).recordedAt().equals(event.recordedAt());
            if (!last) continue;
            knowledge.steps.add(new Step(said(standing(subject, states)), List.copyOf(atOnce)));
            atOnce.clear();
        }
        return knowledge;
    }

    private static void reach(
            SubjectId subject,
            Map<SubjectId, List<RecordedEvent>> streams,
            Map<SubjectId, WorkingSet> states,
            List<RecordedEvent> events) {
        if (states.containsKey(subject)) return;
        states.put(subject, WorkingSet.ofStream(subject));
        List<RecordedEvent> stream = streams.getOrDefault(subject, List.of());
        events.addAll(stream);
        ledTo(subject, stream).forEach(other -> reach(other, streams, states, events));
    }

    private static SubjectState standing(SubjectId subject, Map<SubjectId, WorkingSet> states) {
        SubjectId end = subject;
        while (true) {
            SubjectState state = states.get(end).subject(end);
            SubjectId next = state.links().leadsTo();
            if (next == null || !states.containsKey(next)) return state;
            end = next;
        }
    }

    private static ItemTimelines said(SubjectState state) {
        return state.master().present() ? state.master().items() : ItemTimelines.NONE;
    }

    /** What is said otherwise now of an item than it was to somebody who read it; empty when they would be told the same. */
    public Optional<Change> since(Reading reading, String item) {
        if (steps.isEmpty()) return Optional.empty();
        long until = LocalDate.ofInstant(reading.at(), OFFICIAL).toEpochDay() + 1;
        List<Difference> wrong = about(
                reading.day(),
                until,
                timeline(then(reading), item),
                timeline(steps.get(steps.size() - 1).said(), item));
        if (wrong.isEmpty()) return Optional.empty();
        Step changed = steps.get(steps.size() - 1);
        for (int i = steps.size() - 1; i >= 0; i--) {
            ItemTimelines before =
                    i == 0 ? ItemTimelines.NONE : steps.get(i - 1).said();
            if (about(
                            reading.day(),
                            until,
                            timeline(before, item),
                            timeline(steps.get(i).said(), item))
                    .isEmpty()) continue;
            changed = steps.get(i);
            break;
        }
        RecordedEvent by = changing(changed, item);
        return Optional.of(new Change(
                Days.date(wrong.get(0).from()),
                Days.date(wrong.get(wrong.size() - 1).to()),
                by.subject(),
                by.sequence(),
                by.recordedAt(),
                Cause.of(by.event(), changed.events())));
    }

    private ItemTimelines then(Reading reading) {
        long sequence = reading.sequence();
        if (sequence < 0) {
            Map.Entry<Instant, Long> last = sequences.floorEntry(reading.at());
            if (last == null) return ItemTimelines.NONE;
            sequence = last.getValue();
        }
        Map.Entry<Long, ItemTimelines> said = own.floorEntry(sequence);
        return said == null ? ItemTimelines.NONE : said.getValue();
    }

    private static List<Segment> timeline(ItemTimelines items, String item) {
        return items.byItem().getOrDefault(item, List.of());
    }

    /** Those of the differences that the reading is about: the one of its day, or all that begin before the day after it was made. */
    private static List<Difference> about(LocalDate day, long until, List<Segment> one, List<Segment> other) {
        return Difference.between(one, other).stream()
                .filter(each -> day == null ? each.from() < until : each.covers(day.toEpochDay()))
                .toList();
    }

    private static RecordedEvent changing(Step step, String item) {
        RecordedEvent changing = null;
        for (RecordedEvent each : step.events()) {
            Outcome outcome = SubjectEvent.outcome(each.event());
            if (outcome != null && outcome.items().byItem().containsKey(item)) changing = each;
        }
        return changing != null ? changing : step.events().get(step.events().size() - 1);
    }
}
