package org.basedata.registry.core.survivorship;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;

/**
 * What people settled about one doubt of a subject (裁定). It says all that it rests on, so that what it does follows from it and from
 * the set of record versions, whatever has arrived when it is taken.
 *
 * <p>Of an item it gives the value over its period, until the authority says something else there than it said then: from the day on
 * for which a higher version of its record says otherwise, or none at all. Where the authority was silent, until one of its records
 * speaks otherwise. Competing values that it has settled raise no conflict; others do, while the decided value goes on standing.
 * Of a held record it says that the record is the subject's, until the record or the reference names change. Of a broken rule or a
 * reused version it says that these values may stand beside each other.
 *
 * @param act by which it was taken; its id is the decision's
 * @param subject the one about which it was taken; it follows that subject into another one
 * @param at when it was recorded
 * @param kind of the doubt
 * @param item null for a reused version
 * @param rule of a broken rule; else null
 * @param from first day that it is about, null for since ever
 * @param to first day after, null for until further notice
 * @param value of an item: the value that holds, normalised no further than its source had it; else null
 * @param source of an item: whose value was taken, or {@code STAFF} where none was; else null
 * @param authority of an item: the source whose word ends it; else null
 * @param said what the authority said of the item then, normalised; null when it was silent
 * @param grounds the record that said it; of a silent authority all its records; of a hold or a reused version the record
 *     concerned
 * @param settles competing values, in order
 * @param group the decision for many of which it is a part; null when it stands by itself
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Decision(
        Act act,
        SubjectId subject,
        Instant at,
        ConflictKind kind,
        String item,
        String rule,
        LocalDate from,
        LocalDate to,
        String value,
        String source,
        String authority,
        String said,
        List<Ground> grounds,
        List<Said> settles,
        UUID group) {
    /** In place of a dataset, where a value comes from a decision; the record id is then the decision's. */
    public static final String DATASET = "decision";

    /** Order in which decisions were taken: of two about one day the later counts. */
    public static final Comparator<Decision> ORDER =
            Comparator.comparing(Decision::at).thenComparing(Decision::id);

    public Decision {
        grounds = grounds == null ? List.of() : List.copyOf(grounds);
        settles = settles == null ? List.of() : List.copyOf(new TreeSet<>(settles));
    }

    /** A record at the highest version that was known. */
    public record Ground(RecordKey record, long version, String hash) {
        boolean isBelow(RecordVersion other) {
            if (version != other.version()) return version < other.version();
            return hash.compareTo(other.hash()) < 0;
        }
    }

    /** A value, normalised as the item compares it, and the source that stated it. */
    public record Said(String source, String value) implements Comparable<Said> {
        private static final Comparator<Said> ORDER = Comparator.comparing(Said::source)
                .thenComparing(Said::value, Comparator.nullsFirst(Comparator.naturalOrder()));

        @Override
        public int compareTo(Said other) {
            return ORDER.compare(this, other);
        }
    }

    public UUID id() {
        return act.id();
    }

    public Decision recorded(Instant time) {
        return new Decision(
                act, subject, time, kind, item, rule, from, to, value, source, authority, said, grounds, settles,
                group);
    }

    boolean settles(String by, String normalised) {
        return settles.contains(new Said(by, normalised));
    }

    /** Of a held record, a reused version or a broken rule: whether it is this doubt, with no value that is new. */
    public boolean tolerates(Conflict conflict) {
        if (kind == ConflictKind.ITEM) return false;
        if (kind != conflict.kind() || !Objects.equals(item, conflict.item()) || !Objects.equals(rule, conflict.rule()))
            return false;
        if (kind != ConflictKind.RULE && !grounds.get(0).record().equals(conflict.record())) return false;
        List<Said> values = said(conflict);
        return kind == ConflictKind.HOLD ? settles.equals(values) : settles.containsAll(values);
    }

    /** The competing values of a conflict as they are compared; of a hold the reference names alone. */
    public static List<Said> said(Conflict conflict) {
        TreeSet<Said> values = new TreeSet<>();
        List<ConflictValue> competing = new ArrayList<>(conflict.values());
        if (conflict.kind() == ConflictKind.HOLD) competing.remove(0);
        for (ConflictValue value : competing) values.add(new Said(value.source(), value.value()));
        return List.copyOf(values);
    }
}
