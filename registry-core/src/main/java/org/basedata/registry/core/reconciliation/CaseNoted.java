package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Somebody put something on record with the case.
 *
 * @param reports doubts that the case looks into from now on
 * @param joined the case that goes on as this one; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseNoted(Who by, String text, List<Report> reports, CaseId joined) implements CaseEvent {
    public CaseNoted {
        reports = reports == null ? List.of() : List.copyOf(reports);
    }

    @Override
    public String reason() {
        return text;
    }
}
