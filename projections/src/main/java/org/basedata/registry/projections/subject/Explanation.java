package org.basedata.registry.projections.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.subject.ActKind;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;

/**
 * Why an item has its value at a point in time. Winner and losers are all that the rule looks at: with the catalogue of that
 * version, applying it to those that are not {@code HELD} gives value, status, basis and roles again.
 *
 * @param knownAt null for all that is known now
 * @param value null when nothing gives the item a value on that day
 * @param status null when {@code value} is null
 * @param basis null when {@code value} is null
 * @param rule stable name of the rule that chose the winner
 * @param catalogueVersion version of the catalogue that the rule was taken from
 * @param winner null when {@code value} is null or the item is a list
 * @param losers every other statement for that day, with the part it played
 * @param decisions acts in force by which records that name others are this subject's, and decisions that the value rests on, in
 *     their order; empty where there are none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Explanation(
        String item,
        LocalDate validAt,
        Instant knownAt,
        String value,
        ItemStatus status,
        Basis basis,
        String rule,
        String catalogueVersion,
        Party winner,
        List<Party> losers,
        List<Decision> decisions,
        String textZh,
        String textEn) {
    public Explanation {
        losers = List.copyOf(losers);
        decisions = List.copyOf(decisions);
    }

    /**
     * Something that a person decided.
     *
     * @param act its id
     * @param kind of an act about identity; null of a decision about a doubt
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decision(
            UUID act, ActKind kind, String by, String handlingPerson, String reason, Instant recordedAt) {}

    /** The part that a statement plays. */
    public enum Role {
        WINNER,
        /** Says the same within the item's tolerance. */
        AGREES,
        /** Contradicts the winner: the item is disputed. */
        RIVAL,
        /** Differs from a decided value and was on the table when that was decided. */
        SETTLED,
        /** Of a record that is kept out for doubt about identity. */
        HELD,
        /** A later statement of the same dataset took its place. */
        SUCCEEDED,
        /** Of a source that the catalogue neither takes the item from nor compares. */
        NOT_COMPARED
    }

    /** A statement and where it came from. {@code validFrom} and {@code validTo} are null for open ends. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Party(
            String value,
            String source,
            String dataset,
            String recordId,
            Long version,
            LocalDate validFrom,
            LocalDate validTo,
            Instant recordedAt,
            String handlingUnit,
            String handlingPerson,
            Role role) {}
}
