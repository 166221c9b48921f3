package org.basedata.registry.core.subject;

import org.basedata.registry.core.survivorship.Conflict;

/** A record fits the number but not the name: it is kept out of the master record until that is settled. */
public record RecordHeld(Conflict conflict) implements ConflictEvent {}
