package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * A source is asked.
 *
 * @param number of the request within the case, from 1
 * @param items that the question is about; empty for all of the case
 * @param due last day on which an answer is expected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationRequested(
        Who by, int number, String source, String question, List<String> items, LocalDate due) implements CaseEvent {
    public VerificationRequested {
        items = items == null ? List.of() : List.copyOf(items);
    }

    @Override
    public String reason() {
        return question;
    }
}
