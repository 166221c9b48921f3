package org.basedata.registry.core.subject;

/**
 * Somebody settled a doubt about this subject, or took that back. What it does to values follows as {@link SubjectReassessed}, what it
 * does to doubts as {@link ConflictEvent}.
 */
public sealed interface DecisionEvent extends SubjectEvent permits ItemDecided, DecisionRevoked, DecisionsMoved {}
