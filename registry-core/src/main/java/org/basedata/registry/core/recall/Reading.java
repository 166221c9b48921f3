package org.basedata.registry.core.recall;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What somebody asked of a subject, as far as it decides what they were told.
 *
 * @param sequence of the last event of the subject that the answer covered; -1 where that is not known, and what was recorded by the
 *     time of the reading counts
 * @param at when it was put on record
 * @param day in the world that was asked about; null for all days up to that of the reading
 */
public record Reading(long sequence, Instant at, LocalDate day) {}
