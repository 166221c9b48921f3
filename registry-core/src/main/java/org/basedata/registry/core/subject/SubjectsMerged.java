package org.basedata.registry.core.subject;

import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/** Two subjects are one (合并): what named the one is the other's, but for records that were assigned one by one. */
public record SubjectsMerged(
        Act act, SubjectId subject, Identifier identifier, SubjectId into, Identifier intoIdentifier)
        implements IdentityEvent {}
