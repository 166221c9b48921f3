package org.basedata.registry.projections.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.survivorship.Segment;

/**
 * The rows of one subject in table {@code subject_change}. Its events enter in the order of its stream. Live batches and rebuilds evolve it by
 * the same code.
 */
public final class SubjectChanges {
    private static final char SEPARATOR = '|';

    /**
     * A row of the table.
     *
     * @param items whose timelines are others; null where anything may be: the subject came, went, or somebody decided who it is
     * @param divisions everywhere that it was ever said to live or to be, as {@code |440103|440305|}: of a subject in none of a caller's
     *     nothing need be read
     */
    record Line(
            SubjectId subject,
            long sequence,
            long position,
            Instant recordedAt,
            boolean legalEntity,
            boolean present,
            List<String> items,
            String divisions) {}

    private final SubjectId subject;
    private final List<Line> fresh = new ArrayList<>(1);
    private final SortedSet<String> divisions = new TreeSet<>();
    private long applied = -1;
    private boolean present;

    public SubjectChanges(SubjectId subject) {
        this.subject = subject;
    }

    /** Takes over what the subject's last row says. */
    void load(long sequence, boolean nowPresent, String everywhere) {
        applied = sequence;
        present = nowPresent;
        for (String division : everywhere.split("\\|")) if (!division.isEmpty()) divisions.add(division);
    }

    /** Those that the table has not. */
    List<Line> fresh() {
        return fresh;
    }

    /**
     * Those that a table must have of which old rows are dropped. Of a subject that was folded from its first event on.
     *
     * @param dropped rows up to this position may be gone, but for the last
     */
    List<Line> kept(long dropped) {
        return fresh.stream().filter(line -> !mayLack(line, dropped)).toList();
    }

    /** Likewise whether it may lack one. */
    boolean mayLack(Line line, long dropped) {
        return line.position() <= dropped && line != fresh.get(fresh.size() - 1);
    }

    /** Whether an event may make a row. */
    static boolean matters(SubjectEvent happened) {
        return happened instanceof IdentityEvent || SubjectEvent.outcome(happened) != null;
    }

    /** An event that was applied before changes nothing. */
    public void apply(long position, long sequence, Instant recordedAt, SubjectEvent happened, boolean legalEntity) {
        if (sequence <= applied) return;
        List<String> items = null;
        if (!(happened instanceof IdentityEvent)) {
            Outcome outcome = SubjectEvent.outcome(happened);
            if (outcome == null) return;
            boolean stays = present && outcome.present();
            if (outcome.items().byItem().isEmpty() && present == outcome.present()) return;
            if (stays) items = List.copyOf(outcome.items().byItem().keySet());
            present = outcome.present();
            for (String item : SubjectScope.DIVISIONS)
                for (Segment segment : outcome.items().byItem().getOrDefault(item, List.of()))
                    divisions.add(segment.value());
        }
        applied = sequence;
        fresh.add(new Line(subject, sequence, position, recordedAt, legalEntity, present, items, everywhere()));
    }

    private String everywhere() {
        if (divisions.isEmpty()) return "";
        return SEPARATOR + String.join(String.valueOf(SEPARATOR), divisions) + SEPARATOR;
    }
}
