package org.basedata.registry.core.subject;

import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * A subject has another identifier from now on (标识变更); its reference stays. Records under either identifier are its own.
 *
 * @param former the identifier that is superseded
 * @param number the subject that the new identifier led to before
 */
public record IdentifierSuperseded(
        Act act, NumberChange cause, SubjectId subject, Identifier former, Identifier identifier, SubjectId number)
        implements IdentityEvent {}
