package org.basedata.registry.core.sharing;

import org.basedata.registry.core.account.Actor;

/** A command on somebody's behalf. */
public record SharingOrder(Actor by, SharingCommand command) {}
