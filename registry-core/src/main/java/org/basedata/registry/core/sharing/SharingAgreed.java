package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.reconciliation.Who;

/**
 * All providers have answered: what was granted is in force, within its days.
 *
 * @param items all that is granted, also by events before
 * @param from first day
 * @param until first day after the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingAgreed(Who by, String reason, SortedMap<String, Masking> items, LocalDate from, LocalDate until)
        implements SharingEvent {
    public SharingAgreed {
        items = items == null ? new TreeMap<>() : new TreeMap<>(items);
    }
}
