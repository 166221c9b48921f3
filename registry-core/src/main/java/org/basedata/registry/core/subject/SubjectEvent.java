package org.basedata.registry.core.subject;

/** What happens in a subject's stream. This list is the table of contents; each event carries its result. */
public sealed interface SubjectEvent permits RecordEvent, RecordMoved, ConflictEvent {}
