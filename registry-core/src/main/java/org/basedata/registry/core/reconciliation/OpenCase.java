package org.basedata.registry.core.reconciliation;

import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Open a case about a subject.
 *
 * @param severity where nothing is in conflict; null for MAJOR
 * @param report the doubt that it is opened for; null when it is the steward's own
 */
public record OpenCase(SubjectId subject, String reason, Severity severity, Report report) implements CaseCommand {}
