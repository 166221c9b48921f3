package org.basedata.registry.projections.subject;

import java.time.LocalDate;

/**
 * What is known of the subjects looked for. Null means not asked; at least one must be asked.
 *
 * @param name the whole name, in any spelling that normalises to the same
 * @param nameContains part of the name; legal entities only
 * @param divisionPrefix beginning of the code of the registered division (GB/T 2260), such as {@code 4401}
 * @param birthDate persons only
 */
public record SearchCriteria(String name, String nameContains, String divisionPrefix, LocalDate birthDate) {}
