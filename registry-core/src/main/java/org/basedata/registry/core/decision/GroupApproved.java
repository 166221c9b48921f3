package org.basedata.registry.core.decision;

import java.util.UUID;
import org.basedata.registry.core.account.Actor;

/** A second person agrees; from here on the conflicts are settled one after another. */
public record GroupApproved(UUID group, Actor by) implements GroupEvent {}
