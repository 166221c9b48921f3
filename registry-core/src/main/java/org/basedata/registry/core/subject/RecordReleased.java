package org.basedata.registry.core.subject;

import org.basedata.registry.core.record.RecordKey;

/** A held record counts now, or no longer says anything. */
public record RecordReleased(long number, RecordKey record) implements ConflictEvent {}
