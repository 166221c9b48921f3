package org.basedata.registry.core.sharing;

import java.time.LocalDate;

/**
 * A provider that has to answer.
 *
 * @param conditional false when all of its items are shared unconditionally
 * @param due last day for the answer
 */
public record AskedProvider(String provider, boolean conditional, LocalDate due) {}
