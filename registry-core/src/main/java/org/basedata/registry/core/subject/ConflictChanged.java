package org.basedata.registry.core.subject;

import org.basedata.registry.core.survivorship.Conflict;

/** A standing doubt has other values or another period now. */
public record ConflictChanged(long number, Conflict conflict) implements ConflictEvent {}
