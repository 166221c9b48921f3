package org.basedata.registry.projections.access;

import org.basedata.registry.core.identifier.SubjectType;

/**
 * How often a department read an item for a purpose.
 *
 * @param department null for the reconciliation office itself
 * @param purpose null for none
 * @param type null where no master records were asked for
 * @param item null for whole answers, which the sum over items would count several times
 * @param subjects of these answers, those that were not found included
 */
public record UsageLine(
        String department, String purpose, SubjectType type, String item, long answers, long subjects, long misses) {}
