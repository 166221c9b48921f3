package org.basedata.registry.core.sharing;

import java.time.LocalDate;

/**
 * Whether an item may be seen for a purpose, before anybody asks for a subject.
 *
 * @param masking how much of it is shown; null when it may not be seen
 * @param agreement number of the one that gives it; null when none is needed, or none does
 * @param until first day on which the agreement gives it no more; null without an agreement
 * @param lack why it may not be seen; null when it may
 */
public record Outlook(String item, Masking masking, String agreement, LocalDate until, Lack lack) {}
