package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;

/**
 * The versions of a record that count for this subject are others than before, because a version names another subject.
 *
 * @param counted all versions that count here now, in version order; empty when the record has left this subject
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordMoved(RecordKey record, List<RecordVersion> counted, Outcome outcome) implements OutcomeEvent {
    public RecordMoved {
        counted = counted == null ? List.of() : List.copyOf(counted);
    }
}
