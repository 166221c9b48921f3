package org.basedata.registry.core.decision;

import java.util.UUID;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * What became of one command of many.
 *
 * @param decision id of the decision that was taken or revoked
 * @param fault why nothing was recorded; null when it was, now or by the same command before
 */
public record Settled(SubjectId subject, UUID decision, Fault fault) {}
