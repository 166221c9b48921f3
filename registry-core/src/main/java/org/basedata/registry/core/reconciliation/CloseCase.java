package org.basedata.registry.core.reconciliation;

/** Close a case in which nothing is in doubt any more. */
public record CloseCase(CaseId id, long expected, String reason) implements CaseCommand.OnCase {}
