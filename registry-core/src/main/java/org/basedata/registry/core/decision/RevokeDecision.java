package org.basedata.registry.core.decision;

import java.util.UUID;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * Take a decision back: what it settled is worked out anew, as if it had not been taken.
 *
 * @param subject the one that the decision is about
 * @param decision its id
 */
public record RevokeDecision(Act act, SubjectId subject, UUID decision) {}
