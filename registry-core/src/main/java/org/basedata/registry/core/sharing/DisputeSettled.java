package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.reconciliation.Who;

/**
 * What the authority or the government decided about what a provider had refused or left unanswered.
 *
 * @param items what is granted after all; empty when the refusal stands
 * @param refused what stays refused
 * @param accessBy last day by which the data is shared; null when nothing is granted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DisputeSettled(
        Who by,
        String reason,
        String provider,
        SortedMap<String, Masking> items,
        List<String> refused,
        LocalDate accessBy)
        implements SharingEvent {
    public DisputeSettled {
        items = items == null ? new TreeMap<>() : new TreeMap<>(items);
        refused = refused == null ? List.of() : List.copyOf(refused);
    }
}
