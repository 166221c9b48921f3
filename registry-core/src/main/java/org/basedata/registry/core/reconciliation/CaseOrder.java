package org.basedata.registry.core.reconciliation;

import org.basedata.registry.core.account.Actor;

/** A command on somebody's behalf. */
public record CaseOrder(Actor by, CaseCommand command) {}
