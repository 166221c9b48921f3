package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * A doubt that somebody has reported and a case looks into (校核申请).
 *
 * @param id of the report; null when a steward wrote it down
 * @param department whose doubt it is, and who is told what came of it
 * @param text what is doubted
 * @param item null when a steward wrote it down
 * @param believed what the department holds to be right; null when it does not say
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Report(UUID id, String department, String text, String item, String believed, List<String> evidence) {
    public Report {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    public Report(UUID id, String department, String text) {
        this(id, department, text, null, null, List.of());
    }
}
