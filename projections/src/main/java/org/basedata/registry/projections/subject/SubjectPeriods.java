package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.survivorship.Segment;

/**
 * What a subject was known by: each value that it is searched by, with the period in which it holds and the time during which the
 * registry knew that. The events of the subject enter in the order of its stream and are assigned, nothing is worked out from them;
 * the rows of table {@code search_period} leave. Live batches and rebuilds evolve it by the same code.
 */
public final class SubjectPeriods {
    private static final List<String> PERSON = List.of(SearchColumns.NAME, SearchColumns.BIRTH_DATE);
    private static final List<String> LEGAL_ENTITY = List.of(SearchColumns.NAME, SearchColumns.ENTITY_DIVISION);
    private static final long NEVER = -1;

    /** A value over the days on which it holds; both ends null where they are open. */
    record Period(LocalDate from, LocalDate to, String value) {}

    /** A row of the table. */
    static final class Line {
        final SubjectId subject;
        final long number;
        final long sequence;
        final Instant knownFrom;
        final boolean legalEntity;
        final String item;
        final Period period;
        /** Sequence of the event that ended it; -1 while it is known. */
        long endedBy = NEVER;

        Instant knownTo;
        /** Whether the table has the row as it is, or as it was before it ended. */
        final boolean stored;

        boolean changed;

        Line(
                SubjectId subject,
                long number,
                long sequence,
                Instant knownFrom,
                boolean legalEntity,
                String item,
                Period period,
                boolean stored) {
            this.subject = subject;
            this.number = number;
            this.sequence = sequence;
            this.knownFrom = knownFrom;
            this.legalEntity = legalEntity;
            this.item = item;
            this.period = period;
            this.stored = stored;
        }

        boolean known() {
            return endedBy == NEVER;
        }

        private void end(long by, Instant at) {
            endedBy = by;
            knownTo = at;
            changed = true;
        }
    }

    private final SubjectId subject;
    private final List<Line> lines = new ArrayList<>(2);
    /** Sequence of the last event that changed a row: all up to it were applied. */
    private long applied = NEVER;

    public SubjectPeriods(SubjectId subject) {
        this.subject = subject;
    }

    /** @param line the subject's next row as the table has it, in the order of the numbers */
    void load(Line line) {
        lines.add(line);
        applied = Math.max(applied, Math.max(line.sequence, line.endedBy));
    }

    /** In the order of the numbers. */
    List<Line> lines() {
        return lines;
    }

    /** What an event says of values that subjects are searched by; null when nothing. */
    static Outcome outcome(SubjectEvent happened) {
        Outcome outcome = SubjectEvent.outcome(happened);
        if (outcome == null) return null;
        for (String item : outcome.items().byItem().keySet())
            if (PERSON.contains(item) || LEGAL_ENTITY.contains(item)) return outcome;
        return null;
    }

    /**
     * An event that was applied before changes nothing: either it is not after the last one that changed a row, or what it says is
     * what the rows say.
     */
    public void apply(long sequence, Instant recordedAt, SubjectEvent happened, boolean legalEntity) {
        if (sequence <= applied) return;
        Outcome outcome = outcome(happened);
        if (outcome == null) return;
        for (String item : legalEntity ? LEGAL_ENTITY : PERSON) {
            List<Segment> timeline = outcome.items().byItem().get(item);
            if (timeline != null) assign(sequence, recordedAt, legalEntity, item, timeline);
        }
    }

    private void assign(long sequence, Instant recordedAt, boolean legalEntity, String item, List<Segment> timeline) {
        Set<Period> fresh = periods(legalEntity, item, timeline);
        for (Line line : lines) {
            if (!line.known() || !line.item.equals(item) || fresh.remove(line.period)) continue;
            line.end(sequence, recordedAt);
            applied = sequence;
        }
        for (Period period : fresh) {
            lines.add(new Line(subject, lines.size(), sequence, recordedAt, legalEntity, item, period, false));
            applied = sequence;
        }
    }

    /** Where nothing changes but who says so, one period goes on. */
    private static Set<Period> periods(boolean legalEntity, String item, List<Segment> timeline) {
        UnaryOperator<String> form = !item.equals(SearchColumns.NAME)
                ? UnaryOperator.identity()
                : legalEntity ? OrganisationNames::normalise : PersonNames::normalise;
        Set<Period> periods = new LinkedHashSet<>();
        Period last = null;
        for (Segment segment : timeline) {
            String value = form.apply(segment.value());
            boolean goesOn = last != null
                    && last.to() != null
                    && last.to().equals(segment.from())
                    && last.value().equals(value);
            if (goesOn) periods.remove(last);
            last = new Period(goesOn ? last.from() : segment.from(), segment.to(), value);
            periods.add(last);
        }
        return periods;
    }
}
