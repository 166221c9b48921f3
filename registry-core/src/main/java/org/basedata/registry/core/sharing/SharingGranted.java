package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A provider grants items.
 *
 * @param reason conditions in words; null when there are none
 * @param items codes, and how much is shown of each: as asked for, or less
 * @param accessBy last day by which the data is shared (Decree 809 article 22)
 * @param silent nobody answered in time, and the rules in force take that for consent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingGranted(
        Who by, String reason, String provider, SortedMap<String, Masking> items, LocalDate accessBy, boolean silent)
        implements SharingEvent {
    public SharingGranted {
        items = items == null ? new TreeMap<>() : new TreeMap<>(items);
    }
}
