package org.basedata.registry.core.decision;

import java.util.UUID;
import org.basedata.registry.core.account.Actor;

/** Somebody takes it back; from here on its decisions are revoked one after another. */
public record GroupUndone(UUID group, Actor by, String reason) implements GroupEvent {}
