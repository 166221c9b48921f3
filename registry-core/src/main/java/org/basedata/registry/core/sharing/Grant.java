package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * What an agreement in force gives its department, of subjects of one type.
 *
 * @param agreement its number; requests name it in the header {@code X-Agreement}
 * @param purpose code of the only purpose it is for
 * @param items codes, and how much is shown of each
 * @param from first day
 * @param until first day after the last
 */
public record Grant(
        String agreement,
        String purpose,
        SubjectType type,
        Map<String, Masking> items,
        SubjectScope scope,
        Set<ProvisionWay> ways,
        LocalDate from,
        LocalDate until) {
    public Grant {
        // In an order, so that the same grant is always written the same.
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
        ways = Collections.unmodifiableSortedSet(new TreeSet<>(ways));
    }

    boolean isInForce(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }
}
