package org.basedata.registry.core.candidate;

/**
 * One thing that was compared.
 *
 * @param item code of the item; {@code registeredBy} for whose register a subject stands in
 * @param one value of the first subject, null when it has none; of several values the first
 * @param agrees null when it speaks neither for nor against
 * @param weight what it adds to the score
 */
public record Evidence(String item, String one, String other, Boolean agrees, int weight) {}
