package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.reconciliation.Who;

/**
 * The lead asks members to give and to get.
 *
 * @param asked codes of the departments whose consent it takes, and the last day for each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupPartsProposed(Who by, String reason, List<GroupPart> parts, SortedMap<String, LocalDate> asked)
        implements SharingGroupEvent {
    public GroupPartsProposed {
        parts = List.copyOf(parts);
        asked = Collections.unmodifiableSortedMap(new TreeMap<>(asked));
    }
}
