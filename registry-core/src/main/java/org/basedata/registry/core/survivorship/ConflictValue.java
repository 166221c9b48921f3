package org.basedata.registry.core.survivorship;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.Statement;

/** One of the competing values of a conflict and where it came from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConflictValue(
        String value,
        String source,
        String dataset,
        String recordId,
        long version,
        LocalDate validFrom,
        Instant recordedAt) {
    public static ConflictValue of(Statement statement) {
        return new ConflictValue(
                statement.value(),
                statement.record().source(),
                statement.record().dataset(),
                statement.record().recordId(),
                statement.version().version(),
                Days.date(statement.from()),
                statement.version().provenance().recordedAt());
    }

    public static ConflictValue of(Segment segment) {
        Origin origin = segment.origin();
        return new ConflictValue(
                segment.value(),
                origin.source(),
                origin.dataset(),
                origin.recordId(),
                origin.version(),
                segment.from(),
                origin.recordedAt());
    }
}
