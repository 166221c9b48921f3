package org.basedata.registry.core.recall;

import java.time.Instant;
import java.time.LocalDate;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * What was said once and is said otherwise now.
 *
 * @param from first day of the period around the day asked about for which another value is said now; null for since ever
 * @param to first day after it; null for until further notice
 * @param stream whose event it was: the subject's own, or of the one that stands for it
 * @param sequence of the event by which the registry came to say what it says now
 * @param at when that was recorded
 */
public record Change(LocalDate from, LocalDate to, SubjectId stream, long sequence, Instant at, Cause cause) {}
