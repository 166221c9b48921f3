package org.basedata.registry.core.decision;

import java.util.UUID;
import org.basedata.registry.core.account.Actor;

/** A second person does not agree. */
public record GroupRejected(UUID group, Actor by, String reason) implements GroupEvent {}
