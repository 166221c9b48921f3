package org.basedata.registry.core.subject;

/** A doubt about this subject arose, changed or ended. */
public sealed interface ConflictEvent extends SubjectEvent
        permits ConflictRaised, ConflictChanged, ConflictSettled, RecordHeld, RecordReleased {}
