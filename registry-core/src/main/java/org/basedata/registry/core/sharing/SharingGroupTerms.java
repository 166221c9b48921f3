package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.ProvisionWay;

/**
 * What a group is for, and how it is run; the same for all its members.
 *
 * @param code by which people call it; also the code of the purpose for which its members read
 * @param name such as 综合治税
 * @param lead code of the department that leads it (牵头部门)
 * @param purpose in words
 * @param legalBasis what the need rests on
 * @param scenario what the data is used in
 * @param ways how it is given out (方式)
 * @param cycle how often what is given is brought up to date by those who give it (周期)
 * @param from first day
 * @param until first day after the last, as it was founded
 */
public record SharingGroupTerms(
        String code,
        String name,
        String lead,
        String purpose,
        String legalBasis,
        String scenario,
        SortedSet<ProvisionWay> ways,
        ExchangeCycle cycle,
        LocalDate from,
        LocalDate until) {
    public SharingGroupTerms {
        ways = Collections.unmodifiableSortedSet(new TreeSet<>(ways));
    }
}
