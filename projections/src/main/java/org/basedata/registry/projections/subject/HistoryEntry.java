package org.basedata.registry.projections.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;

/**
 * One value of one item over one valid period, as the master record showed it over one period of knowledge. Source, dataset,
 * record and version are those of the value; {@code by} and {@code endedBy} may be others, since what one source says can change
 * the status of another's value, or bring it forward.
 *
 * @param validFrom null for since ever
 * @param validTo null for until further notice
 * @param knownFrom when the registry began to show it
 * @param knownTo when it ceased to; null while it still does
 * @param change what kind of event brought it
 * @param reason that the source gave for that event; null where it gave none
 * @param by who said what brought it
 * @param before other values that were shown for days of this period until then, in time order; empty where there were none
 * @param ended what kind of event took it away; null while it is shown
 * @param endedReason that the source gave for that one; a withdrawal's reason is found here
 * @param endedBy who said what took it away; null while it is shown
 * @param after other values that were shown for days of this period from then on, in time order
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HistoryEntry(
        String item,
        String value,
        LocalDate validFrom,
        LocalDate validTo,
        Instant knownFrom,
        Instant knownTo,
        String source,
        String dataset,
        String recordId,
        Long version,
        ItemStatus status,
        Basis basis,
        Change change,
        String reason,
        Author by,
        List<Stretch> before,
        Change ended,
        String endedReason,
        Author endedBy,
        List<Stretch> after) {
    public HistoryEntry {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Who said something.
     *
     * @param source of acts about identity and decisions: {@code STAFF}, or the source that is responsible for the number
     * @param dataset null, with record and version, for acts about identity and decisions
     * @param version null where a record left for another subject: the version that took it away stands with that one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Author(
            String source, String dataset, String recordId, Long version, String handlingUnit, String handlingPerson) {}

    /** A value and the days it was shown for. {@code validFrom} and {@code validTo} are null for open ends. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stretch(String value, LocalDate validFrom, LocalDate validTo) {
        /** The parts of others that lie in the days of this one and say something else. */
        List<Stretch> otherwise(List<Stretch> others) {
            List<Stretch> parts = new ArrayList<>(others.size());
            for (Stretch other : others) {
                long from = Math.max(Days.from(validFrom), Days.from(other.validFrom));
                long to = Math.min(Days.to(validTo), Days.to(other.validTo));
                if (from < to && !value.equals(other.value))
                    parts.add(new Stretch(other.value, Days.date(from), Days.date(to)));
            }
            return parts;
        }
    }

    /** Kind of event that brings an entry or takes it away. */
    public enum Change {
        /** A source said what holds. */
        CHANGE,
        /** A source replaced what it had said. */
        CORRECTION,
        /** A source ended a record. */
        END,
        /** A source took back a record; as the beginning of an entry: what stood behind it came forward. */
        WITHDRAWAL,
        /** A source repeated what it had said. */
        REAFFIRMATION,
        /** A record came from or went to another subject, because its source names another one. */
        MOVE,
        /** The subject has another identifier; records under either are its own. */
        IDENTIFIER_CHANGE,
        /** Another subject was found to be the same. */
        MERGE,
        /** The subject was found to be several. */
        SPLIT,
        /** Records were assigned to or from another subject. */
        ASSIGNMENT,
        /** People settled a doubt. */
        DECISION,
        /** Such an act, or a decision, was revoked. */
        REVOCATION
    }
}
