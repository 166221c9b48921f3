package org.basedata.registry.core.subject;

import org.basedata.registry.core.survivorship.Decision;

/** A doubt was settled by people, with a reason. */
public record ItemDecided(Decision decision) implements DecisionEvent {}
