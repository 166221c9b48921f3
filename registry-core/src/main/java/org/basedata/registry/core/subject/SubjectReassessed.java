package org.basedata.registry.core.subject;

import java.util.UUID;

/**
 * The master record is another without a new version of a record.
 *
 * @param act the act about identity, or the decision, that it follows from
 */
public record SubjectReassessed(UUID act, Outcome outcome) implements OutcomeEvent {}
