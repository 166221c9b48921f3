package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * What is applied for, on the one form that the rules know (Decree 809 article 20).
 *
 * @param purpose code; of an agreement it is the only purpose that it is for
 * @param wording of the purpose, as it was then
 * @param legalBasis what the department's need rests on (使用依据)
 * @param scenario what the data is used in (使用场景)
 * @param items codes, and how much is wanted of each (使用范围)
 * @param scope which subjects
 * @param ways how it is given out (共享方式)
 * @param from first day (使用时限)
 * @param until first day after the last
 */
public record Application(
        String department,
        String purpose,
        String wording,
        String legalBasis,
        String scenario,
        SubjectType type,
        SortedMap<String, Masking> items,
        SubjectScope scope,
        SortedSet<ProvisionWay> ways,
        LocalDate from,
        LocalDate until) {
    public Application {
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
        ways = Collections.unmodifiableSortedSet(new TreeSet<>(ways));
        scope = scope == null ? SubjectScope.ALL : scope;
    }
}
