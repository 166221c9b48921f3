package org.basedata.registry.core.reconciliation;

/**
 * Put something on record with the case.
 *
 * @param report a doubt that the case shall look into; null for a mere note
 */
public record NoteOnCase(CaseId id, long expected, String text, Report report) implements CaseCommand.OnCase {}
