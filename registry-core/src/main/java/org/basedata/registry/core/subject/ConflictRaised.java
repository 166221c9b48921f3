package org.basedata.registry.core.subject;

import org.basedata.registry.core.survivorship.Conflict;

/** Sources, records or items began to contradict each other. The event's own sequence is the conflict's number. */
public record ConflictRaised(Conflict conflict) implements ConflictEvent {}
