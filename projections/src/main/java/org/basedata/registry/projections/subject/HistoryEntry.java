package org.basedata.registry.projections.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;

/**
 * One value of one item over one valid period, as the master record showed it over one period of knowledge.
 *
 * @param validFrom null for since ever
 * @param validTo null for until further notice
 * @param knownFrom when the registry began to show it
 * @param knownTo when it ceased to; null while it still does
 * @param change what kind of event brought it
 * @param reason that the source gave for that event; null where it gave none
 * @param ended what kind of event took it away; null while it is shown
 * @param endedReason that the source gave for that one; a withdrawal's reason is found here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        long version,
        ItemStatus status,
        Basis basis,
        Change change,
        String reason,
        Change ended,
        String endedReason) {
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
        /** A record came from or went to another subject. */
        MOVE
    }
}
