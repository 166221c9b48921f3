package org.basedata.registry.core.reconciliation;

import java.time.LocalDate;

/** Counts working days. */
@FunctionalInterface
public interface Deadlines {
    /** The last day of a term that begins on the day after {@code day}. */
    LocalDate after(LocalDate day, int workingDays);
}
