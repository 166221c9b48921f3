package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * What became of one row of a delivery, as its receipt says it.
 *
 * @param index zero-based place in the delivery
 * @param ref the subject's reference; null for refused rows
 * @param held true when the record is kept out of the master record for doubt about identity
 * @param superseded true when a higher version of the record was known already
 * @param duplicate true when the same row came before in the same delivery
 * @param conflicts item codes of this record that are in conflict after the batch
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RecordOutcome(
        @JsonInclude(JsonInclude.Include.ALWAYS) long index,
        Kind outcome,
        SubjectId ref,
        Boolean held,
        Boolean superseded,
        Boolean duplicate,
        List<String> conflicts,
        List<Fault> warnings,
        List<Fault> faults) {
    public RecordOutcome {
        conflicts = conflicts == null ? List.of() : List.copyOf(conflicts);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        faults = faults == null ? List.of() : List.copyOf(faults);
    }

    /** Every row ends as one of these. */
    public enum Kind {
        ACCEPTED,
        UNCHANGED,
        REFUSED
    }

    public static RecordOutcome refused(long index, List<Fault> faults) {
        return new RecordOutcome(index, Kind.REFUSED, null, null, null, null, List.of(), List.of(), faults);
    }
}
